package io.casgate.dedup.store;

import io.casgate.dedup.SegmentId;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Reads the packs of segments. Safe for use by any number of threads; no method blocks.
 *
 * <p>A pack's row is keyed by its position: that of its first plain byte, counted from the segment's first. As a pack
 * holds at most {@link io.casgate.dedup.segment.Pack#MAX_BYTES} plain bytes, the pack that holds a given byte begins
 * less than that before it, and one query over a range of positions finds it and its neighbours.
 */
public interface PackSource {
    /**
     * The packs of {@code segment} whose positions lie in {@code [from, to)}, ascending; none when there are none. The
     * stage fails with {@link io.casgate.dedup.StoreUnavailableException} when Cassandra does not answer.
     */
    CompletionStage<List<StoredPack>> packs(SegmentId segment, int from, int to, Reach reach);

    /**
     * A pack's row as it is stored, not yet verified.
     *
     * @param bytes read-only, and not consumed by readers
     */
    record StoredPack(int position, ByteBuffer bytes) {}
}
