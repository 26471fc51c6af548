package io.casgate.dedup.manifest;

import io.casgate.dedup.SegmentId;
import io.casgate.dedup.segment.SegmentBlocks;
import io.casgate.dedup.segment.SlotSet;
import java.nio.ByteBuffer;

/** A piece of a manifest. Its length counts bytes of the body, and is never zero. */
public sealed interface Extent {
    long length();

    /**
     * {@code length} plain bytes of {@code segment} that begin at {@code position}, counted from the segment's first
     * byte; they lie in {@code slotCount} neighbouring slots from {@code firstSlot} on, and may begin and end inside a
     * block. The position finds the packs, whose rows are keyed by it: no block sizes are needed to read. The slots say
     * what the owner must hold a reference to.
     */
    record Run(SegmentId segment, int firstSlot, int slotCount, int position, long length) implements Extent {
        public Run {
            if (firstSlot < 0 || slotCount < 1 || slotCount > SlotSet.MAX_SLOTS - firstSlot) {
                throw new IllegalArgumentException("Not slots of a segment: " + firstSlot + "+" + slotCount);
            }
            if (position < 0 || length < 1 || length > SegmentBlocks.MAX_BYTES - position) {
                throw new IllegalArgumentException("Not bytes of a segment: " + position + "+" + length);
            }
        }

        /** The position after the last byte. */
        public int end() {
            return Math.toIntExact(position + length);
        }
    }

    /** {@code length} zero bytes, stored nowhere. */
    record Hole(long length) implements Extent {
        public Hole {
            if (length < 1) {
                throw new IllegalArgumentException("Not a hole: " + length + " bytes");
            }
        }
    }

    /** Bytes kept in the manifest itself. The buffer is read-only and never consumed: duplicate it to read. */
    record Literal(ByteBuffer bytes) implements Extent {
        public Literal {
            if (!bytes.hasRemaining()) {
                throw new IllegalArgumentException("An empty literal");
            }
            bytes = bytes.asReadOnlyBuffer();
        }

        @Override
        public long length() {
            return bytes.remaining();
        }
    }
}
