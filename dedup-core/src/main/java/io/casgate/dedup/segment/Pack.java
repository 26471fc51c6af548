package io.casgate.dedup.segment;

import io.casgate.dedup.CorruptContentException;
import io.casgate.dedup.SegmentId;
import java.nio.ByteBuffer;

/**
 * Neighbouring blocks of a segment that are stored in one row, decoded: verified against its checksum and its
 * directory. Slots that were reclaimed keep their place and size, but their bytes are gone. Immutable.
 */
public final class Pack {
    /** A pack holds at most this many plain bytes, and a block alone at most as many. */
    public static final int MAX_BYTES = 64 * 1024;

    private final SegmentId segment;
    private final int firstSlot;

    /** Where each slot begins in the segment, and, last, where the pack ends. */
    private final int[] positions;

    private final SlotSet removed;

    /** The bytes of the slots that are not removed. */
    private final ByteBuffer content;

    Pack(SegmentId segment, int firstSlot, int[] positions, SlotSet removed, ByteBuffer content) {
        this.segment = segment;
        this.firstSlot = firstSlot;
        this.positions = positions;
        this.removed = removed;
        this.content = content.asReadOnlyBuffer();
    }

    public SegmentId segment() {
        return segment;
    }

    public int firstSlot() {
        return firstSlot;
    }

    /** How many slots it covers, removed ones included. */
    public int slotCount() {
        return positions.length - 1;
    }

    /** Where its first byte is in the segment. */
    public int position() {
        return positions[0];
    }

    /** The position after its last byte. */
    public int end() {
        return positions[slotCount()];
    }

    /** Where {@code slot}, which it covers, begins in the segment. */
    public int position(int slot) {
        return positions[slot - firstSlot];
    }

    public int size(int slot) {
        return positions[slot - firstSlot + 1] - positions[slot - firstSlot];
    }

    /** Slots that it covers, but whose bytes are gone. */
    public SlotSet removed() {
        return removed;
    }

    /** The bytes of a block; read-only. */
    public ByteBuffer block(int slot) {
        return bytes(position(slot), position(slot) + size(slot));
    }

    /**
     * The segment's bytes from position {@code from} to {@code to}, which this pack covers; read-only.
     *
     * @throws CorruptContentException when some of them are gone
     */
    public ByteBuffer bytes(int from, int to) {
        if (from < position() || to > end() || from >= to) {
            throw new IndexOutOfBoundsException(from + " to " + to + " is not within " + this);
        }
        int at = from - position();
        for (int index = 0; index < slotCount() && positions[index] < to; index++) {
            if (removed.contains(firstSlot + index)) {
                if (positions[index + 1] > from) {
                    throw new CorruptContentException("Slot " + (firstSlot + index) + " was removed from " + this);
                }
                at -= positions[index + 1] - positions[index];
            }
        }
        return content.slice(at, to - from);
    }

    /** All bytes that are there. */
    ByteBuffer content() {
        return content.duplicate();
    }

    @Override
    public String toString() {
        return "the pack at " + position() + " to " + end() + " of segment " + segment;
    }
}
