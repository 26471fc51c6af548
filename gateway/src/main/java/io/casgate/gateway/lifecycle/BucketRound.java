package io.casgate.gateway.lifecycle;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.Condition;
import io.casgate.catalog.Expirable;
import io.casgate.catalog.ListPage;
import io.casgate.catalog.ListQuery;
import io.casgate.catalog.ListStart;
import io.casgate.catalog.ListedObject;
import io.casgate.catalog.ListedVersion;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.Objects;
import io.casgate.catalog.Objects.Amendment;
import io.casgate.catalog.Objects.Expiry;
import io.casgate.catalog.Objects.VersionPage;
import io.casgate.catalog.Objects.VersionQuery;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.Upload;
import io.casgate.catalog.Uploads.UploadPage;
import io.casgate.catalog.Uploads.UploadQuery;
import io.casgate.catalog.VersionId;
import io.casgate.catalog.Versioning;
import io.casgate.gateway.lifecycle.Change.Move;
import io.casgate.gateway.lifecycle.Change.Removal;
import io.casgate.work.Lease;
import io.micrometer.core.instrument.Counter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker's way through a bucket: all versions that rules may be about, then all unfinished uploads, page by page. After
 * each page the lease is renewed when it is time, with the last key that is done, where another worker would go on.
 */
final class BucketRound {
    private static final Logger LOG = LoggerFactory.getLogger(BucketRound.class);
    private static final int PAGE = 1000;

    /** What the progress of a lease begins with; the last key that is done follows. */
    private static final String VERSIONS = "v";

    private static final String UPLOADS = "u";

    /**
     * What a round works with.
     *
     * @param stays whether to go on: false when the gateway stops, or the rules are others by now
     */
    record Tools(
            Catalog catalog,
            KeyedTasks tasks,
            Pace pace,
            LifecycleMetrics metrics,
            InstantSource clock,
            BooleanSupplier stays) {}

    private final Bucket bucket;
    private final LifecycleRules rules;
    private final Lease lease;
    private final Tools tools;
    private String done;

    BucketRound(Bucket bucket, LifecycleRules rules, Lease lease, Tools tools) {
        this.bucket = bucket;
        this.rules = rules;
        this.lease = lease;
        this.tools = tools;
        this.done = lease.progress().isEmpty() ? VERSIONS : lease.progress();
    }

    /** How a round ended. */
    enum End {
        DONE,
        /** It was told to stop. */
        INTERRUPTED,
        /** The lease is another's. */
        LOST
    }

    /** Where to go on after {@link End#INTERRUPTED}. */
    String progress() {
        return done;
    }

    /** Goes on from where the lease says. */
    End run() throws InterruptedException {
        if (done.startsWith(VERSIONS)) {
            for (String prefix : rules.versionPrefixes()) {
                End end = isBehind(prefix) ? End.DONE : versions(prefix);
                if (end != End.DONE) {
                    return end;
                }
            }
            done = UPLOADS;
        }
        for (String prefix : rules.uploadPrefixes()) {
            End end = isBehind(prefix) ? End.DONE : uploads(prefix);
            if (end != End.DONE) {
                return end;
            }
        }
        return End.DONE;
    }

    private String doneKey() {
        return done.substring(1);
    }

    /** Whether all keys of this prefix come before the last one that is done. */
    private boolean isBehind(String prefix) {
        String key = doneKey();
        return !prefix.isEmpty()
                && !key.isEmpty()
                && !key.startsWith(prefix)
                && new ObjectKey(prefix).compareTo(new ObjectKey(key)) < 0;
    }

    private String startIn(String prefix) {
        return doneKey().startsWith(prefix) ? doneKey() : "";
    }

    /** Without versions the index alone tells all that is to be known. */
    private End versions(String prefix) throws InterruptedException {
        return bucket.versioning() == Versioning.UNVERSIONED ? objects(prefix) : allVersions(prefix);
    }

    private End objects(String prefix) throws InterruptedException {
        @Nullable ListStart start = new ListStart.AfterKey(startIn(prefix));
        while (start != null) {
            ListPage<ListedObject> page = tools.catalog.objects().list(bucket, new ListQuery(prefix, "", start, PAGE));
            List<Change> due = new ArrayList<>();
            KeyHistory history = new KeyHistory(rules, tools.clock, due::add);
            page.items().stream()
                    .map(object -> new ListedVersion(object, 0, VersionId.NULL, ListedVersion.Age.LATEST))
                    .forEach(history::next);
            change(due, page.items().size());
            if (!page.items().isEmpty()) {
                done = VERSIONS + page.items().getLast().key().value();
            }
            start = page.next();
            End end = goOn();
            if (end != End.DONE) {
                return end;
            }
        }
        return End.DONE;
    }

    private End allVersions(String prefix) throws InterruptedException {
        List<Change> due = new ArrayList<>();
        KeyHistory history = new KeyHistory(rules, tools.clock, due::add);
        @Nullable String keyMarker = startIn(prefix);
        @Nullable VersionId versionMarker = null;
        while (keyMarker != null) {
            VersionPage page = tools.catalog
                    .objects()
                    .listVersions(bucket, new VersionQuery(prefix, "", keyMarker, versionMarker, PAGE));
            page.versions().forEach(history::next);
            keyMarker = page.nextKeyMarker();
            versionMarker = page.nextVersionMarker();
            if (keyMarker == null) {
                history.end();
            }
            change(due, page.versions().size());
            due.clear();
            advance(
                    VERSIONS,
                    page.versions().stream()
                            .map(version -> version.object().key())
                            .toList());
            End end = goOn();
            if (end != End.DONE) {
                return end;
            }
        }
        return End.DONE;
    }

    /** More of the last key may be on the next page. */
    private void advance(String phase, List<ObjectKey> keys) {
        keys.reversed().stream()
                .filter(key -> !key.equals(keys.getLast()))
                .findFirst()
                .ifPresent(key -> done = phase + key.value());
    }

    private void change(List<Change> due, int examined) throws InterruptedException {
        tools.metrics.examined.increment(examined);
        tools.tasks.run(due, Change::key, this::change);
        tools.pace.take(examined);
    }

    private void change(Change change) {
        if (!lease.isHeld()) {
            return;
        }
        switch (change) {
            case Removal removal -> remove(removal);
            case Move move -> move(move);
        }
    }

    private void remove(Removal removal) {
        Expiry expiry = tools.catalog.objects().expire(bucket, removal.key(), removal.what(), removal.due());
        switch (expiry) {
            case EXPIRED -> {
                counter(removal.what()).increment();
                LOG.debug("{}/{}: {}", bucket.name(), removal.key(), removal.what());
            }
            case LOCKED -> tools.metrics.locked.increment();
            case SPARED -> {}
        }
    }

    /** What changes in between is judged anew in the next round. */
    private void move(Move move) {
        Objects objects = tools.catalog.objects();
        Optional<StoredVersion> named = move.id() == null
                ? objects.current(bucket, move.key())
                : objects.version(bucket, move.key(), move.id());
        if (named.orElse(null) instanceof StoredObject stored) {
            move.to().apply(stored).ifPresent(to -> move(move, stored, to));
        }
    }

    private void move(Move move, StoredObject stored, TransitionClass to) {
        Amendment amendment = tools.catalog
                .objects()
                .amend(
                        bucket,
                        move.key(),
                        move.id(),
                        new Condition.IfCurrent(stored),
                        description -> description.withStorageClass(to.name()));
        if (amendment instanceof Amendment.Amended) {
            tools.metrics.moved.increment();
            LOG.debug("{}/{}: {}", bucket.name(), move.key(), to);
        }
    }

    private Counter counter(Expirable what) {
        return switch (what) {
            case Expirable.Current _ -> tools.metrics.expired;
            case Expirable.LonelyMarker _ -> tools.metrics.markersRemoved;
            case Expirable.Noncurrent _ -> tools.metrics.removed;
        };
    }

    private End uploads(String prefix) throws InterruptedException {
        @Nullable String keyMarker = startIn(prefix);
        UploadQuery query = new UploadQuery(prefix, "", keyMarker, null, PAGE);
        while (keyMarker != null) {
            UploadPage page = tools.catalog.uploads().list(bucket, query);
            List<Upload> due = page.uploads().stream().filter(this::isDue).toList();
            tools.metrics.examined.increment(page.uploads().size());
            tools.tasks.run(due, Upload::key, this::abort);
            tools.pace.take(page.uploads().size());
            advance(UPLOADS, page.uploads().stream().map(Upload::key).toList());
            keyMarker = page.nextKeyMarker();
            if (keyMarker != null) {
                query = new UploadQuery(prefix, "", keyMarker, page.nextIdMarker(), PAGE);
            }
            End end = goOn();
            if (end != End.DONE) {
                return end;
            }
        }
        return End.DONE;
    }

    private boolean isDue(Upload upload) {
        return rules.abortion(upload.key().value(), upload.initiated())
                .filter(due -> due.isOver(tools.clock.instant()))
                .isPresent();
    }

    private void abort(Upload upload) {
        if (lease.isHeld() && tools.catalog.uploads().abort(bucket, upload.key(), upload.id())) {
            tools.metrics.aborted.increment();
        }
    }

    private End goOn() {
        if (!lease.isHeld() || (lease.isAging() && !lease.renew(done))) {
            return End.LOST;
        }
        return tools.stays.getAsBoolean() ? End.DONE : End.INTERRUPTED;
    }
}
