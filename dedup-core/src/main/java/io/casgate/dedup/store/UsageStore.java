package io.casgate.dedup.store;

import java.util.UUID;

/**
 * What gateways wrote so far: absolute numbers per gateway process, so that writing them again or late does no harm. Safe
 * for use by any number of threads. Both methods block, and throw {@link io.casgate.dedup.StoreUnavailableException}.
 */
public interface UsageStore {
    void put(UUID gateway, Usage usage);

    /** What all gateways together wrote, as far as they have told. */
    Usage total();

    /**
     * Bytes that were written.
     *
     * @param logical of published bodies
     * @param unique of blocks that were new, before compression
     * @param stored of packs, as Cassandra gets them (before replication)
     */
    record Usage(long logical, long unique, long stored) {
        public static final Usage NONE = new Usage(0, 0, 0);

        public Usage plus(Usage other) {
            return new Usage(logical + other.logical, unique + other.unique, stored + other.stored);
        }
    }
}
