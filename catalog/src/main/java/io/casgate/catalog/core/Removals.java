package io.casgate.catalog.core;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.DeleteMarker;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.Versioning;
import io.casgate.catalog.port.Head;
import io.casgate.catalog.port.Head.Live;
import io.casgate.catalog.port.Head.Older;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The ways in which a key's current version goes. */
final class Removals {
    private final KeyVersions versions;
    private final KeyChange change;
    private final BucketCache buckets;
    private final InstantSource clock;

    Removals(KeyVersions versions, KeyChange change, BucketCache buckets, InstantSource clock) {
        this.versions = versions;
        this.change = change;
        this.buckets = buckets;
        this.clock = clock;
    }

    /** A key that has versions shows that the bucket keeps them, whatever is remembered of the bucket. */
    boolean keepsVersions(Bucket bucket, Optional<Live> live) {
        boolean simple = live.isEmpty()
                || (live.get().current() instanceof StoredObject object
                        && object.id().isNull()
                        && !KeyVersions.isLocked(object)
                        && live.get().older().rows() == Older.Rows.NONE);
        return buckets.versioning(bucket) != Versioning.UNVERSIONED || !simple;
    }

    /** Puts a delete marker over what is there; empty when another change came first. */
    Optional<DeleteMarker> mark(Bucket bucket, ObjectKey key, Optional<Head> head) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Move move = versions.add(
                bucket.id(),
                key,
                head,
                buckets.versioning(bucket),
                (number, id) -> new DeleteMarker(bucket.owner(), now, number, id),
                null);
        boolean made = change.make(bucket, key, move, () -> {});
        return move.to().current().filter(_ -> made).map(DeleteMarker.class::cast);
    }

    /** Removes the current version for good; false when another change came first. */
    boolean drop(Bucket bucket, ObjectKey key, Head head, Live live) {
        return change.make(bucket, key, versions.dropCurrent(bucket.id(), key, head, live), () -> {});
    }
}
