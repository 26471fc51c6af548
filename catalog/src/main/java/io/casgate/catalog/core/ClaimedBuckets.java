package io.casgate.catalog.core;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.BucketId;
import io.casgate.catalog.Buckets;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.NoSuchBucketException;
import io.casgate.catalog.UnknownOutcomeException;
import io.casgate.catalog.Uploads;
import io.casgate.catalog.index.SortedIndex;
import io.casgate.catalog.port.BucketRegister;
import io.casgate.catalog.port.BucketRegister.Owned;
import io.casgate.catalog.port.BucketRow;
import io.casgate.catalog.port.IndexId;
import io.casgate.dedup.StoreUnavailableException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link Buckets} whose names are registers. A bucket is made from the inside out (its index, its owner's note, its
 * name), and removed in the opposite order.
 */
final class ClaimedBuckets implements Buckets {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimedBuckets.class);

    /** Attempts at a removal that others call off or take over. */
    private static final int TURNS = 8;

    private final BucketRegister register;
    private final SortedIndex index;
    private final ObjectEntries objects;
    private final UploadEntries uploadEntries;
    private final Uploads uploads;
    private final InstantSource clock;
    private final FanOut fanOut;
    private final int swapAttempts;
    private final BucketCache cache;

    ClaimedBuckets(
            BucketRegister register,
            SortedIndex index,
            ObjectEntries objects,
            UploadEntries uploadEntries,
            Uploads uploads,
            BucketCache cache,
            CatalogSettings settings,
            InstantSource clock) {
        this.register = register;
        this.index = index;
        this.objects = objects;
        this.uploadEntries = uploadEntries;
        this.uploads = uploads;
        this.clock = clock;
        this.fanOut = new FanOut(settings.parallelReads());
        this.swapAttempts = settings.swapAttempts();
        this.cache = cache;
    }

    @Override
    public Creation create(NewBucket wanted) {
        Optional<BucketRow> existing = register.read(wanted.name());
        if (existing.isPresent()) {
            return taken(existing.get(), wanted.owner());
        }
        Bucket bucket = new Bucket(
                BucketId.random(),
                wanted.name(),
                wanted.owner(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                wanted.region(),
                wanted.domain(),
                wanted.versioning(),
                wanted.configuration());
        for (IndexId.Kind kind : IndexId.Kind.values()) {
            index.create(new IndexId(bucket.id(), kind));
        }
        register.addOwned(bucket);
        Creation creation = claim(bucket);
        if (!(creation instanceof Creation.Created)) {
            tidyUp(bucket);
        }
        return creation;
    }

    private static Creation taken(BucketRow row, String owner) {
        return row.bucket().owner().equals(owner)
                ? new Creation.OwnedByYou(row.bucket())
                : new Creation.OwnedByAnother();
    }

    private Creation claim(Bucket bucket) {
        try {
            if (register.claim(bucket)) {
                return new Creation.Created(bucket);
            }
            return register.settle(bucket.name())
                    .map(row -> taken(row, bucket.owner()))
                    .orElseThrow(() -> new StoreUnavailableException("The bucket was removed at this moment"));
        } catch (StoreUnavailableException e) {
            return claimed(bucket, e);
        }
    }

    private Creation claimed(Bucket bucket, StoreUnavailableException cause) {
        try {
            Optional<BucketRow> row = register.settle(bucket.name());
            if (row.isPresent()) {
                boolean ours = row.get().bucket().id().equals(bucket.id());
                return ours ? new Creation.Created(bucket) : taken(row.get(), bucket.owner());
            }
        } catch (StoreUnavailableException e) {
            cause.addSuppressed(e);
        }
        throw new UnknownOutcomeException("The bucket may or may not have been made", cause);
    }

    @Override
    public Optional<Bucket> find(String name) {
        return cache.find(name);
    }

    @Override
    public Bucket change(Bucket bucket, UnaryOperator<Bucket> change) {
        for (int attempt = 0; attempt < swapAttempts; attempt++) {
            BucketRow row = register.settle(bucket.name())
                    .filter(found -> isSame(found, bucket))
                    .orElseThrow(() -> new NoSuchBucketException(bucket.name()));
            Bucket next = change.apply(row.bucket());
            if (swap(row, next)) {
                cache.forget(bucket.name());
                return next;
            }
            Backoff.pause(attempt);
        }
        throw new StoreUnavailableException("The bucket is being changed by too many at once");
    }

    private boolean swap(BucketRow row, Bucket next) {
        UUID revision = UUID.randomUUID();
        try {
            return register.swap(next, row.revision(), revision);
        } catch (StoreUnavailableException e) {
            cache.forget(next.name());
            if (isRevision(next, revision, e)) {
                return true;
            }
            throw new UnknownOutcomeException("The bucket may or may not have been changed", e);
        }
    }

    private boolean isRevision(Bucket bucket, UUID revision, StoreUnavailableException cause) {
        try {
            return register.settle(bucket.name())
                    .filter(row -> revision.equals(row.revision()))
                    .isPresent();
        } catch (StoreUnavailableException e) {
            cause.addSuppressed(e);
            return false;
        }
    }

    @Override
    public Deletion delete(Bucket bucket) {
        for (int turn = 0; turn < TURNS; turn++) {
            Optional<BucketRow> row = register.settle(bucket.name()).filter(found -> isSame(found, bucket));
            if (row.isEmpty()) {
                cache.forget(bucket.name());
                return Deletion.NO_SUCH_BUCKET;
            }
            Optional<Deletion> answer = tryDelete(bucket, row.get().deletion());
            if (answer.isPresent()) {
                return answer.get();
            }
            Backoff.pause(turn + 4);
        }
        throw new StoreUnavailableException("The bucket is being removed, or written to, by too many at once");
    }

    /** Empty when somebody else called the attempt off, or took it over. */
    private Optional<Deletion> tryDelete(Bucket bucket, @Nullable UUID previous) {
        UUID attempt = UUID.randomUUID();
        if (!register.swapDeletion(bucket, previous, attempt)) {
            return Optional.empty();
        }
        try {
            if (!sealAndEmpty(bucket, attempt)) {
                callOff(bucket, attempt);
                return Optional.of(Deletion.NOT_EMPTY);
            }
        } catch (NoSuchBucketException e) {
            return Optional.empty();
        }
        if (!register.remove(bucket, attempt)) {
            return Optional.empty();
        }
        cache.forget(bucket.name());
        tidyUp(bucket);
        return Optional.of(Deletion.DELETED);
    }

    private static boolean isSame(BucketRow row, Bucket bucket) {
        return row.bucket().id().equals(bucket.id());
    }

    private boolean sealAndEmpty(Bucket bucket, UUID attempt) {
        for (IndexId.Kind kind : IndexId.Kind.values()) {
            if (!index.seal(new IndexId(bucket.id(), kind), attempt)) {
                throw new NoSuchBucketException(bucket.name());
            }
        }
        return objects.isEmpty(bucket);
    }

    private void callOff(Bucket bucket, UUID attempt) {
        register.swapDeletion(bucket, attempt, null);
        index.unseal(ObjectEntries.indexOf(bucket.id()), attempt);
        index.unseal(UploadEntries.indexOf(bucket.id()), attempt);
    }

    /**
     * Nobody can reach these rows any more: what fails is only untidy. Uploads end now and not before, for until the name
     * was free somebody could still call the removal off.
     */
    private void tidyUp(Bucket bucket) {
        try {
            register.removeOwned(bucket);
            for (UploadPlace place : uploadEntries.all(bucket)) {
                uploads.abort(bucket, place.key(), place.id());
            }
            for (IndexId.Kind kind : IndexId.Kind.values()) {
                index.drop(new IndexId(bucket.id(), kind));
            }
        } catch (StoreUnavailableException | UnknownOutcomeException e) {
            LOG.info("Rows of bucket {} ({}) are left behind: {}", bucket.name(), bucket.id(), e.getMessage());
        }
    }

    @Override
    public Page list(String owner, Query query) {
        List<Bucket> buckets = new ArrayList<>();
        Owned from = new Owned(start(query), null);
        while (true) {
            int limit = query.max() - buckets.size() + 1;
            List<Owned> owned = register.owned(owner, from, limit);
            List<Owned> matching = owned.stream()
                    .filter(candidate -> candidate.name().startsWith(query.prefix()))
                    .toList();
            fanOut.map(matching, this::current).forEach(found -> found.ifPresent(buckets::add));
            if (buckets.size() > query.max()) {
                List<Bucket> page = buckets.subList(0, query.max());
                return new Page(page, page.getLast().name());
            }
            if (matching.size() < limit) {
                return new Page(buckets, null);
            }
            from = owned.getLast();
        }
    }

    /** Bucket names are ASCII: the next string in order ends in a NUL. */
    private static String start(Query query) {
        @Nullable String after = query.after();
        return after == null || after.compareTo(query.prefix()) < 0 ? query.prefix() : after + '\0';
    }

    private Optional<Bucket> current(Owned owned) {
        return register.read(owned.name())
                .map(row -> row.bucket().withoutConfiguration())
                .filter(bucket -> bucket.id().equals(owned.id()));
    }
}
