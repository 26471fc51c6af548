package io.casgate.dedup.read;

import io.casgate.dedup.segment.Pack;
import java.time.Duration;

/**
 * How far readers read ahead.
 *
 * @param windowBytes plain bytes asked for or held for one reader; more is faster over long round trips
 * @param memoryBytes what all readers share; when there are many, their windows become smaller
 * @param queryBytes plain bytes of neighbouring packs to ask for in one query
 * @param cacheBytes memory outside the heap for packs that are read again and again; less than 4 MiB is none
 * @param patience how long a reader that has delivered something waits for a store that does not answer
 */
public record ReadSettings(int windowBytes, long memoryBytes, int queryBytes, long cacheBytes, Duration patience) {
    private static final int MIB = 1024 * 1024;

    public static final ReadSettings DEFAULT =
            new ReadSettings(4 * MIB, 128 * MIB, MIB, 128 * MIB, Duration.ofSeconds(30));

    public ReadSettings {
        if (queryBytes < Pack.MAX_BYTES) {
            throw new IllegalArgumentException("A query covers at least a pack of 65536 bytes, not " + queryBytes);
        }
        if (windowBytes < 2 * queryBytes) {
            throw new IllegalArgumentException("A window holds at least two queries, not " + windowBytes + " bytes");
        }
        if (memoryBytes < windowBytes) {
            throw new IllegalArgumentException("All readers together have a window at least, not " + memoryBytes);
        }
        if (cacheBytes < 0) {
            throw new IllegalArgumentException("A cache has no bytes or more, not " + cacheBytes);
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("A patience of " + patience);
        }
    }
}
