package io.casgate.catalog.core;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.Condition;
import io.casgate.catalog.DeleteMarker;
import io.casgate.catalog.Expirable;
import io.casgate.catalog.ListPage;
import io.casgate.catalog.ListQuery;
import io.casgate.catalog.ListStart;
import io.casgate.catalog.ListedObject;
import io.casgate.catalog.ListedVersion;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.ObjectDescription;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.ObjectLock.Bypass;
import io.casgate.catalog.Objects;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.VersionId;
import io.casgate.catalog.listing.ListSource;
import io.casgate.catalog.listing.Listing;
import io.casgate.catalog.port.Head;
import io.casgate.catalog.port.Head.Live;
import io.casgate.catalog.port.SortKey;
import io.casgate.dedup.StoreUnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@link Objects} as registers with derived entries. */
final class LinearObjects implements Objects {
    private final Heads heads;
    private final KeyVersions versions;
    private final KeyChange change;
    private final Removals removals;
    private final Expirer expirer;
    private final Renamer renamer;
    private final ObjectEntries entries;
    private final BucketCache buckets;
    private final CatalogSettings settings;
    private final InstantSource clock;
    private final FanOut fanOut;

    LinearObjects(
            Heads heads,
            KeyVersions versions,
            KeyChange change,
            ObjectEntries entries,
            BucketCache buckets,
            CatalogSettings settings,
            InstantSource clock) {
        this.heads = heads;
        this.versions = versions;
        this.change = change;
        this.removals = new Removals(versions, change, buckets, clock);
        this.expirer = new Expirer(heads, versions, change, removals, settings, clock);
        this.renamer = new Renamer(this, heads, removals, settings);
        this.entries = entries;
        this.buckets = buckets;
        this.settings = settings;
        this.clock = clock;
        this.fanOut = new FanOut(settings.parallelReads());
    }

    @Override
    public Optional<StoredVersion> current(Bucket bucket, ObjectKey key) {
        return heads.read(bucket.id(), key).flatMap(Head::current);
    }

    /** An older version is read after the head, and may have become another's meanwhile: then the head has changed. */
    @Override
    public Optional<StoredVersion> version(Bucket bucket, ObjectKey key, VersionId id) {
        for (int attempt = 0; attempt < settings.swapAttempts(); attempt++) {
            Optional<Head> head = heads.read(bucket.id(), key);
            Optional<StoredVersion> found =
                    head.flatMap(Head::live).flatMap(live -> versions.find(bucket.id(), key, live, id));
            if (found.isPresent() || head.isEmpty() || !isNullBelow(head.get(), id)) {
                return found;
            }
            if (Heads.version(heads.read(bucket.id(), key)) == Heads.version(head)) {
                return Optional.empty();
            }
            Backoff.pause(attempt);
        }
        throw tooBusy();
    }

    /** Only a null version can be replaced by another of its name. */
    private static boolean isNullBelow(Head head, VersionId id) {
        return id.isNull()
                && head.live().filter(live -> live.older().nullVersion() != 0).isPresent();
    }

    @Override
    public Publication publish(
            Bucket bucket,
            ObjectKey key,
            ObjectAttributes attributes,
            Condition condition,
            Runnable beforeCompareAndSet) {
        for (int attempt = 0; attempt < settings.swapAttempts(); attempt++) {
            Optional<Head> current = heads.read(bucket.id(), key);
            switch (condition.check(current.flatMap(Head::object))) {
                case PRECONDITION_FAILED -> {
                    return new Publication.PreconditionFailed();
                }
                case NO_SUCH_KEY -> {
                    return new Publication.NoSuchKey();
                }
                case GO -> {
                    Instant now = now();
                    Move move = versions.add(
                            bucket.id(),
                            key,
                            current,
                            buckets.versioning(bucket),
                            (number, id) -> new StoredObject(attributes, now, number, id),
                            null);
                    if (change.make(bucket, key, move, beforeCompareAndSet)) {
                        return new Publication.Published(move.to().object().orElseThrow());
                    }
                }
            }
            Backoff.pause(attempt);
        }
        throw tooBusy();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static StoreUnavailableException tooBusy() {
        return new StoreUnavailableException("The key is changed by too many at once");
    }

    @Override
    public Removal delete(Bucket bucket, ObjectKey key, Condition condition) {
        for (int attempt = 0; attempt < settings.swapAttempts(); attempt++) {
            Optional<Head> head = heads.read(bucket.id(), key);
            if (head.flatMap(Head::current)
                    .filter(current -> !condition.allowsRemoval(current))
                    .isPresent()) {
                return new Removal.PreconditionFailed();
            }
            Optional<Live> live = head.flatMap(Head::live);
            if (removals.keepsVersions(bucket, live)) {
                Optional<DeleteMarker> marker = removals.mark(bucket, key, head);
                if (marker.isPresent()) {
                    return new Removal.Marked(marker.get());
                }
            } else if (live.isEmpty()) {
                return new Removal.Absent();
            } else if (removals.drop(bucket, key, head.orElseThrow(), live.get())) {
                return new Removal.Removed(live.get().current());
            }
            Backoff.pause(attempt);
        }
        throw tooBusy();
    }

    @Override
    public Removal deleteVersion(Bucket bucket, ObjectKey key, VersionId id, Condition condition, Bypass bypass) {
        for (int attempt = 0; attempt < settings.swapAttempts(); attempt++) {
            Optional<Head> head = heads.read(bucket.id(), key);
            Optional<StoredVersion> named =
                    head.flatMap(Head::live).flatMap(live -> versions.find(bucket.id(), key, live, id));
            if (named.isEmpty()) {
                return new Removal.Absent();
            }
            StoredVersion version = named.get();
            Optional<Removal> refusal = refuse(version, condition, bypass);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            Move move = dropping(bucket, key, head.orElseThrow(), version);
            if (change.make(bucket, key, move, () -> {})) {
                return new Removal.Removed(version);
            }
            Backoff.pause(attempt);
        }
        throw tooBusy();
    }

    private Optional<Removal> refuse(StoredVersion version, Condition condition, Bypass bypass) {
        if (!condition.allowsRemoval(version)) {
            return Optional.of(new Removal.PreconditionFailed());
        }
        return version instanceof StoredObject object
                        && object.attributes().lock().forbidsRemoval(clock.instant(), bypass)
                ? Optional.of(new Removal.Locked(object.attributes().lock()))
                : Optional.empty();
    }

    private Move dropping(Bucket bucket, ObjectKey key, Head head, StoredVersion version) {
        Live live = head.live().orElseThrow();
        return live.current().equals(version)
                ? versions.dropCurrent(bucket.id(), key, head, live)
                : versions.dropOlder(head, live, version);
    }

    @Override
    public Amendment amend(
            Bucket bucket,
            ObjectKey key,
            @Nullable VersionId id,
            Condition condition,
            UnaryOperator<ObjectDescription> change) {
        for (int attempt = 0; attempt < settings.swapAttempts(); attempt++) {
            Optional<Head> head = heads.read(bucket.id(), key);
            Optional<Live> live = head.flatMap(Head::live);
            @Nullable
            StoredVersion named =
                    live.flatMap(state -> named(bucket, key, state, id)).orElse(null);
            switch (named) {
                case null -> {
                    return new Amendment.Absent();
                }
                case DeleteMarker marker -> {
                    return new Amendment.IsDeleteMarker(marker);
                }
                case StoredObject object
                when condition.check(Optional.of(object)) != Condition.Verdict.GO -> {
                    return new Amendment.PreconditionFailed();
                }
                case StoredObject object -> {
                    StoredObject amended = object.with(amended(object.attributes(), change));
                    if (amended.equals(object)
                            || this.change.make(
                                    bucket, key, versions.amend(head.orElseThrow(), live.get(), amended), () -> {})) {
                        return new Amendment.Amended(amended);
                    }
                }
            }
            Backoff.pause(attempt);
        }
        throw tooBusy();
    }

    private Optional<StoredVersion> named(Bucket bucket, ObjectKey key, Live live, @Nullable VersionId id) {
        return id == null ? Optional.of(live.current()) : versions.find(bucket.id(), key, live, id);
    }

    private static ObjectAttributes amended(ObjectAttributes attributes, UnaryOperator<ObjectDescription> change) {
        ObjectAttributes amended = attributes.with(change);
        ObjectDescription fixed = attributes.description();
        ObjectDescription changed = amended.description();
        if (!changed.withTags(fixed.tags())
                .withAcl(fixed.acl())
                .withLock(fixed.lock())
                .withStorageClass(fixed.storageClass())
                .equals(fixed)) {
            throw new IllegalArgumentException("Only tags, ACL, lock and class of a stored object can change");
        }
        return amended;
    }

    @Override
    public Expiry expire(Bucket bucket, ObjectKey key, Expirable what, Predicate<StoredVersion> due) {
        return expirer.expire(bucket, key, what, due);
    }

    @Override
    public Renaming rename(
            Bucket bucket,
            ObjectKey from,
            ObjectKey to,
            StoredObject source,
            ObjectAttributes attributes,
            Condition condition,
            Runnable beforeCompareAndSet) {
        return renamer.rename(bucket, from, to, source, attributes, condition, beforeCompareAndSet);
    }

    @Override
    public VersionPage listVersions(Bucket bucket, VersionQuery query) {
        VersionSource source = new VersionSource(bucket, entries, versions, fanOut);
        ListPage<ListedVersion> page =
                Listing.list(source, query.prefix(), query.delimiter(), start(bucket, query), query.max());
        @Nullable
        VersionId next =
                page.next() instanceof ListStart.AfterKey && !page.items().isEmpty()
                        ? marker(page.items().getLast())
                        : null;
        return new VersionPage(
                page.items(),
                page.commonPrefixes(),
                page.next() == null ? null : page.next().text(),
                next);
    }

    private static VersionId marker(ListedVersion last) {
        return last.id().isNull() ? VersionId.placeOf(last.version()) : last.id();
    }

    private @Nullable SortKey start(Bucket bucket, VersionQuery query) {
        String marker = query.keyMarker();
        if (marker.isEmpty()) {
            return SortKey.LOWEST;
        }
        if (query.versionMarker() != null) {
            long number = query.versionMarker().number().orElseGet(() -> nullVersion(bucket, new ObjectKey(marker)));
            return VersionPlace.of(marker, number).successor();
        }
        return switch (ListStart.ofMarker(marker, query.prefix(), query.delimiter())) {
            case ListStart.AfterKey _ -> UploadPlace.afterKey(marker);
            case ListStart.AfterPrefix _ -> UploadPlace.ofPrefix(marker).endOfPrefix();
        };
    }

    /** The null version's number; more than any, to list all of the key again, when it is gone. */
    private long nullVersion(Bucket bucket, ObjectKey key) {
        return version(bucket, key, VersionId.NULL).map(StoredVersion::version).orElse(Long.MAX_VALUE);
    }

    @Override
    public ListPage<ListedObject> list(Bucket bucket, ListQuery query) {
        ListSource<ListedObject> source = entries.in(bucket);
        return Listing.list(source, query.prefix(), query.delimiter(), place(source, query.start()), query.max());
    }

    private static @Nullable SortKey place(ListSource<?> source, ListStart start) {
        return switch (start) {
            case ListStart.AfterKey(String key) when key.isEmpty() -> SortKey.LOWEST;
            case ListStart.AfterKey(String key) -> source.placeOf(key).successor();
            case ListStart.AfterPrefix(String prefix) -> source.placeOf(prefix).endOfPrefix();
        };
    }
}
