package io.casgate.dedup;

import java.util.UUID;

/** Names a segment, for ever: an id is random and never used again, also after the segment is gone. */
public record SegmentId(UUID value) {
    public static SegmentId random() {
        return new SegmentId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
