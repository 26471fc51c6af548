package io.casgate.dedup.segment;

import io.casgate.dedup.Fingerprint;
import io.casgate.dedup.cut.CutterId;
import io.casgate.dedup.fingerprint.FingerprintAlgorithm;
import io.casgate.dedup.format.FormatReader;
import io.casgate.dedup.format.FormatWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a segment's slots hold: each block's fingerprint and size, and how both came about. A block's position counts
 * plain bytes from the segment's first byte. Immutable.
 */
public final class SegmentBlocks {
    /** A segment holds at most this many plain bytes. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final int VERSION = 1;

    private final FingerprintAlgorithm fingerprints;
    private final CutterId cutter;
    private final List<Block> blocks;

    /** Where each slot begins, and, last, where the segment ends. */
    private final int[] positions;

    /**
     * The blocks of a segment, in the order of their slots.
     *
     * @throws IllegalArgumentException when there are no blocks, or more than a segment takes
     */
    public SegmentBlocks(FingerprintAlgorithm fingerprints, CutterId cutter, List<Block> blocks) {
        this.fingerprints = fingerprints;
        this.cutter = cutter;
        this.blocks = List.copyOf(blocks);
        if (this.blocks.isEmpty() || this.blocks.size() > SlotSet.MAX_SLOTS) {
            throw new IllegalArgumentException("A segment has 1 to 512 slots, not " + this.blocks.size());
        }
        positions = new int[this.blocks.size() + 1];
        for (int slot = 0; slot < this.blocks.size(); slot++) {
            positions[slot + 1] = positions[slot] + this.blocks.get(slot).size();
        }
        if (byteCount() > MAX_BYTES) {
            throw new IllegalArgumentException("A segment has at most 4 MiB, not " + byteCount());
        }
    }

    /** A block of {@code size} bytes. */
    public record Block(Fingerprint fingerprint, int size) {
        public Block {
            if (size < 1 || size > Pack.MAX_BYTES) {
                throw new IllegalArgumentException("A block has 1 to 65536 bytes, not " + size);
            }
        }
    }

    public FingerprintAlgorithm fingerprintAlgorithm() {
        return fingerprints;
    }

    public CutterId cutter() {
        return cutter;
    }

    public int slotCount() {
        return blocks.size();
    }

    /** Plain bytes of all slots. */
    public int byteCount() {
        return positions[blocks.size()];
    }

    public Fingerprint fingerprint(int slot) {
        return blocks.get(slot).fingerprint();
    }

    public int size(int slot) {
        return blocks.get(slot).size();
    }

    /** Where {@code slot} begins. */
    public int position(int slot) {
        if (slot == blocks.size()) {
            throw new IndexOutOfBoundsException("No slot " + slot);
        }
        return positions[slot];
    }

    /** The slot that holds the byte at {@code position}. */
    public int slotAt(int position) {
        if (position < 0 || position >= byteCount()) {
            throw new IndexOutOfBoundsException("No byte " + position + " in a segment of " + byteCount());
        }
        int found = Arrays.binarySearch(positions, position);
        return found >= 0 ? found : -found - 2;
    }

    public ByteBuffer encode() {
        FormatWriter out = new FormatWriter(blocks.size() * (Fingerprint.BYTES + 3) + 16);
        out.u8(VERSION).u8(fingerprints.code()).u8(cutter.toByte()).varint(blocks.size());
        for (Block block : blocks) {
            out.varint(block.size());
        }
        byte[] scratch = new byte[Fingerprint.BYTES];
        for (Block block : blocks) {
            block.fingerprint().write(scratch, 0);
            out.bytes(scratch, 0, Fingerprint.BYTES);
        }
        return out.seal();
    }

    /**
     * The blocks that {@link #encode} stored.
     *
     * @throws io.casgate.dedup.CorruptContentException when the bytes are not what {@link #encode} returns
     */
    public static SegmentBlocks decode(ByteBuffer stored) {
        FormatReader in = new FormatReader("segment", stored);
        in.version(VERSION);
        try {
            FingerprintAlgorithm fingerprints = FingerprintAlgorithm.ofCode(in.u8());
            CutterId cutter = CutterId.ofByte(in.u8());
            int[] sizes = new int[in.varint(SlotSet.MAX_SLOTS)];
            for (int slot = 0; slot < sizes.length; slot++) {
                sizes[slot] = in.varint(Pack.MAX_BYTES);
            }
            byte[] scratch = new byte[Fingerprint.BYTES];
            List<Block> blocks = new ArrayList<>(sizes.length);
            for (int size : sizes) {
                in.bytes(Fingerprint.BYTES).get(scratch);
                blocks.add(new Block(Fingerprint.read(scratch, 0), size));
            }
            in.end();
            return new SegmentBlocks(fingerprints, cutter, blocks);
        } catch (IllegalArgumentException e) {
            throw in.corrupt("makes no sense: " + e.getMessage());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SegmentBlocks that
                && fingerprints == that.fingerprints
                && cutter.equals(that.cutter)
                && blocks.equals(that.blocks);
    }

    @Override
    public int hashCode() {
        return blocks.hashCode();
    }

    @Override
    public String toString() {
        return slotCount() + " blocks, " + byteCount() + " bytes, " + fingerprints + ", " + cutter;
    }
}
