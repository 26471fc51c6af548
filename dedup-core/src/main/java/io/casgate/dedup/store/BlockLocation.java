package io.casgate.dedup.store;

import io.casgate.dedup.SegmentId;
import io.casgate.dedup.segment.SlotSet;
import java.util.Objects;

/** Where a block lives, for ever: until its slot is reclaimed, when the location names nothing. */
public record BlockLocation(SegmentId segment, int slot) {
    public BlockLocation {
        Objects.checkIndex(slot, SlotSet.MAX_SLOTS);
    }
}
