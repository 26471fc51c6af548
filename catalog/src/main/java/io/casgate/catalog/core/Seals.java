package io.casgate.catalog.core;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.NoSuchBucketException;
import io.casgate.catalog.index.Marking.Gone;
import io.casgate.catalog.index.Marking.Marked;
import io.casgate.catalog.index.Marking.Refused;
import io.casgate.catalog.index.Placement;
import io.casgate.catalog.index.SortedIndex;
import io.casgate.catalog.port.BucketRegister;
import io.casgate.catalog.port.BucketRow;
import io.casgate.catalog.port.IndexId;
import io.casgate.catalog.port.SortKey;
import java.util.Optional;
import java.util.UUID;

/**
 * What a writer does about a bucket that is being removed: it calls the attempt off. The attempt's last step, freeing
 * the name, then fails; if that step came first, there is no such bucket. Neither ever waits for the other.
 */
final class Seals {
    private final BucketRegister buckets;
    private final SortedIndex index;

    Seals(BucketRegister buckets, SortedIndex index) {
        this.buckets = buckets;
        this.index = index;
    }

    /** Writes a marker where it may be written. */
    Placement mark(Bucket bucket, IndexId in, SortKey key, long version) {
        for (int attempt = 0; ; attempt++) {
            switch (index.mark(in, key, version)) {
                case Marked(Placement placement) -> {
                    return placement;
                }
                case Refused refused -> {
                    callOff(bucket, refused.by());
                    index.unseal(refused.shard(), refused.by());
                    Backoff.pause(attempt);
                }
                case Gone _ -> throw new NoSuchBucketException(bucket.name());
            }
        }
    }

    private void callOff(Bucket bucket, UUID attempt) {
        Optional<BucketRow> row = current(bucket);
        while (attempt.equals(
                row.orElseThrow(() -> new NoSuchBucketException(bucket.name())).deletion())) {
            buckets.swapDeletion(bucket, attempt, null);
            row = current(bucket);
        }
    }

    private Optional<BucketRow> current(Bucket bucket) {
        return buckets.settle(bucket.name()).filter(row -> row.bucket().id().equals(bucket.id()));
    }
}
