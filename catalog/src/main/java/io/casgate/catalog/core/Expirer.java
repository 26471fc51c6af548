package io.casgate.catalog.core;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.Expirable;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.ObjectLock.Bypass;
import io.casgate.catalog.Objects.Expiry;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.port.Head;
import io.casgate.catalog.port.Head.Live;
import io.casgate.dedup.StoreUnavailableException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

/** Removes what is due, deciding on what is there in the same compare-and-set as the removal. */
final class Expirer {
    private final Heads heads;
    private final KeyVersions versions;
    private final KeyChange change;
    private final Removals removals;
    private final CatalogSettings settings;
    private final InstantSource clock;

    Expirer(
            Heads heads,
            KeyVersions versions,
            KeyChange change,
            Removals removals,
            CatalogSettings settings,
            InstantSource clock) {
        this.heads = heads;
        this.versions = versions;
        this.change = change;
        this.removals = removals;
        this.settings = settings;
        this.clock = clock;
    }

    Expiry expire(Bucket bucket, ObjectKey key, Expirable what, Predicate<StoredVersion> due) {
        for (int attempt = 0; attempt < settings.swapAttempts(); attempt++) {
            Optional<Head> head = heads.read(bucket.id(), key);
            Optional<Live> live = head.flatMap(Head::live);
            if (live.isEmpty()) {
                return Expiry.SPARED;
            }
            Optional<Expiry> done = expire(bucket, key, head.orElseThrow(), live.get(), what, due);
            if (done.isPresent()) {
                return done.get();
            }
            Backoff.pause(attempt);
        }
        throw new StoreUnavailableException("The key is changed by too many at once");
    }

    /** Empty when another change came first. */
    private Optional<Expiry> expire(
            Bucket bucket, ObjectKey key, Head head, Live live, Expirable what, Predicate<StoredVersion> due) {
        return switch (what) {
            case Expirable.Current _ -> current(bucket, key, head, live, due);
            case Expirable.LonelyMarker _ -> lonelyMarker(bucket, key, head, live, due);
            case Expirable.Noncurrent noncurrent -> noncurrent(bucket, key, head, live, noncurrent, due);
        };
    }

    private Optional<Expiry> current(Bucket bucket, ObjectKey key, Head head, Live live, Predicate<StoredVersion> due) {
        StoredVersion current = live.current();
        if (!(current instanceof StoredObject) || !due.test(current)) {
            return Optional.of(Expiry.SPARED);
        }
        if (removals.keepsVersions(bucket, Optional.of(live))) {
            return removals.mark(bucket, key, Optional.of(head)).map(_ -> Expiry.EXPIRED);
        }
        return isLocked(current) ? Optional.of(Expiry.LOCKED) : expired(removals.drop(bucket, key, head, live));
    }

    private Optional<Expiry> lonelyMarker(
            Bucket bucket, ObjectKey key, Head head, Live live, Predicate<StoredVersion> due) {
        if (live.current() instanceof StoredObject || !due.test(live.current())) {
            return Optional.of(Expiry.SPARED);
        }
        Move move = versions.dropCurrent(bucket.id(), key, head, live);
        return move.to().live().isPresent()
                ? Optional.of(Expiry.SPARED)
                : expired(change.make(bucket, key, move, () -> {}));
    }

    private Optional<Expiry> noncurrent(
            Bucket bucket,
            ObjectKey key,
            Head head,
            Live live,
            Expirable.Noncurrent noncurrent,
            Predicate<StoredVersion> due) {
        Optional<StoredVersion> found = live.current().id().equals(noncurrent.id())
                ? Optional.empty()
                : versions.find(bucket.id(), key, live, noncurrent.id());
        if (found.isEmpty() || !due.test(found.get())) {
            return Optional.of(Expiry.SPARED);
        }
        return isLocked(found.get())
                ? Optional.of(Expiry.LOCKED)
                : expired(change.make(bucket, key, versions.dropOlder(head, live, found.get()), () -> {}));
    }

    private static Optional<Expiry> expired(boolean made) {
        return made ? Optional.of(Expiry.EXPIRED) : Optional.empty();
    }

    private boolean isLocked(StoredVersion version) {
        return version instanceof StoredObject object
                && object.attributes().lock().forbidsRemoval(clock.instant(), Bypass.NOTHING);
    }
}
