package io.casgate.dedup.segment;

import io.casgate.dedup.Domain;
import java.time.Instant;

/**
 * What a segment's static columns say.
 *
 * @param created when its upload began it; for people and tidiness, never for safety
 * @param condemned slots that may never be referenced again
 * @param deleted slots whose bytes are gone; all of them were condemned before
 * @param saturated whether the segment has so many references that it should get no more
 */
public record SegmentHeader(
        Domain domain, Instant created, SegmentBlocks blocks, SlotSet condemned, SlotSet deleted, boolean saturated) {
    /** The header of a segment that was just written. */
    public static SegmentHeader fresh(Domain domain, Instant created, SegmentBlocks blocks) {
        return new SegmentHeader(domain, created, blocks, SlotSet.EMPTY, SlotSet.EMPTY, false);
    }

    /** Whether {@code slot} exists and may get new references. */
    public boolean isReferable(int slot) {
        return !saturated && slot < blocks.slotCount() && !condemned.contains(slot) && !deleted.contains(slot);
    }
}
