package io.casgate.dedup.segment;

import io.casgate.dedup.format.FormatReader;
import io.casgate.dedup.format.FormatWriter;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Objects;
import java.util.stream.IntStream;

/** Some of a segment's slots. Immutable. */
public final class SlotSet {
    /** A segment has at most this many slots. */
    public static final int MAX_SLOTS = 512;

    public static final SlotSet EMPTY = new SlotSet(new BitSet());

    private static final int VERSION = 1;

    /** Never changed once it is here. */
    private final BitSet bits;

    private SlotSet(BitSet bits) {
        this.bits = bits;
    }

    public static SlotSet of(int... slots) {
        BitSet bits = new BitSet();
        for (int slot : slots) {
            bits.set(Objects.checkIndex(slot, MAX_SLOTS));
        }
        return new SlotSet(bits);
    }

    /** A copy of {@code slots}. */
    public static SlotSet of(BitSet slots) {
        if (slots.length() > MAX_SLOTS) {
            throw new IndexOutOfBoundsException("No slot " + (slots.length() - 1));
        }
        return new SlotSet((BitSet) slots.clone());
    }

    /** {@code count} neighbouring slots from {@code first} on. */
    public static SlotSet run(int first, int count) {
        Objects.checkFromIndexSize(first, count, MAX_SLOTS);
        BitSet bits = new BitSet();
        bits.set(first, first + count);
        return new SlotSet(bits);
    }

    public boolean contains(int slot) {
        return bits.get(slot);
    }

    public boolean containsAll(SlotSet other) {
        return other.minus(this).isEmpty();
    }

    public boolean intersects(SlotSet other) {
        return bits.intersects(other.bits);
    }

    public boolean isEmpty() {
        return bits.isEmpty();
    }

    public int size() {
        return bits.cardinality();
    }

    public SlotSet union(SlotSet other) {
        BitSet union = (BitSet) bits.clone();
        union.or(other.bits);
        return new SlotSet(union);
    }

    public SlotSet minus(SlotSet other) {
        BitSet difference = (BitSet) bits.clone();
        difference.andNot(other.bits);
        return new SlotSet(difference);
    }

    /** The slots, ascending. */
    public IntStream stream() {
        return bits.stream();
    }

    /** A version byte, then one bit per slot, slot 0 the lowest bit of the first byte, without the zero bytes at the end. */
    public ByteBuffer encode() {
        byte[] map = bits.toByteArray();
        return new FormatWriter(map.length + 8)
                .u8(VERSION)
                .bytes(map, 0, map.length)
                .seal();
    }

    /**
     * The set that {@link #encode} stored.
     *
     * @throws io.casgate.dedup.CorruptContentException when the bytes are not a stored slot set
     */
    public static SlotSet decode(ByteBuffer stored) {
        FormatReader in = new FormatReader("slot set", stored);
        in.version(VERSION);
        if (in.remaining() > MAX_SLOTS / 8) {
            throw in.corrupt("has too many slots");
        }
        return new SlotSet(BitSet.valueOf(in.bytes(in.remaining())));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SlotSet that && bits.equals(that.bits);
    }

    @Override
    public int hashCode() {
        return bits.hashCode();
    }

    @Override
    public String toString() {
        return bits.toString();
    }
}
