package io.casgate.catalog;

import java.time.Duration;

/**
 * The catalog's limits.
 *
 * @param bucketCacheExpiry how long a gateway may go on finding a bucket that another one has removed, or changed
 * @param bucketCacheSize buckets remembered; one counts as one more for each 1024 characters of its configuration
 * @param shardEntries entries above which a shard of the index is split
 * @param shardMapBytes memory for where shards are
 * @param markerGrace how long a change may take from its marker in the index to its compare-and-set before a lister
 *     fences it
 * @param splitGrace how long a split may make no progress before another gateway resumes it, and how long moved entries
 *     are kept for reads under way; longer than any request's time-out
 * @param deadHeadLife how long a removed key keeps its version; longer than clocks differ and uploads last
 * @param completionLife how long a completed upload answers again
 * @param minimumPartSize bytes that every part but the last must have
 * @param swapAttempts lost races after which a change gives up
 * @param parallelReads rows that one request reads at once
 * @param trashShards partitions per hour of trash
 */
public record CatalogSettings(
        Duration bucketCacheExpiry,
        int bucketCacheSize,
        int shardEntries,
        long shardMapBytes,
        Duration markerGrace,
        Duration splitGrace,
        Duration deadHeadLife,
        Duration completionLife,
        long minimumPartSize,
        int swapAttempts,
        int parallelReads,
        int trashShards) {
    public static final CatalogSettings DEFAULT = new CatalogSettings(
            Duration.ofSeconds(5),
            10_000,
            100_000,
            32L << 20,
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofDays(3),
            Duration.ofDays(2),
            5L << 20,
            128,
            32,
            16);

    public CatalogSettings {
        if (shardEntries < 2 || swapAttempts < 1 || parallelReads < 1 || trashShards < 1 || bucketCacheSize < 0) {
            throw new IllegalArgumentException("Not settings of a catalog: shards of " + shardEntries + " entries, "
                    + swapAttempts + " attempts, " + parallelReads + " parallel reads, " + trashShards
                    + " shards of trash, " + bucketCacheSize + " buckets");
        }
    }

    public CatalogSettings withShardEntries(int entries) {
        return new CatalogSettings(
                bucketCacheExpiry,
                bucketCacheSize,
                entries,
                shardMapBytes,
                markerGrace,
                splitGrace,
                deadHeadLife,
                completionLife,
                minimumPartSize,
                swapAttempts,
                parallelReads,
                trashShards);
    }

    public CatalogSettings withGrace(Duration grace) {
        return new CatalogSettings(
                bucketCacheExpiry,
                bucketCacheSize,
                shardEntries,
                shardMapBytes,
                grace,
                grace,
                deadHeadLife,
                completionLife,
                minimumPartSize,
                swapAttempts,
                parallelReads,
                trashShards);
    }

    public CatalogSettings withMinimumPartSize(long bytes) {
        return new CatalogSettings(
                bucketCacheExpiry,
                bucketCacheSize,
                shardEntries,
                shardMapBytes,
                markerGrace,
                splitGrace,
                deadHeadLife,
                completionLife,
                bytes,
                swapAttempts,
                parallelReads,
                trashShards);
    }
}
