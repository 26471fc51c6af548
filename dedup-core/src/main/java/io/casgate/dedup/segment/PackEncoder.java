package io.casgate.dedup.segment;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.format.FormatWriter;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Makes packs: a directory of slots, and their bytes, compressed where that pays. Used by one thread; close it to free
 * the compressor's native memory.
 */
public final class PackEncoder implements AutoCloseable {
    static final int VERSION = 1;
    static final int CODEC_NONE = 0;
    static final int CODEC_ZSTD = 1;

    /** What a compressed pack must save at least: decompressing costs more than reading a little more. */
    private static final int MIN_SAVING = 16;

    private static final int DIRECTORY_BYTES = 64;

    private final ZstdCompressCtx zstd;
    private final byte[] scratch = new byte[(int) Zstd.compressBound(Pack.MAX_BYTES)];

    /**
     * An encoder for one thread.
     *
     * @param level of zstd; 1 is fast, 3 its default, negative ones faster still
     */
    public PackEncoder(int level) {
        zstd = new ZstdCompressCtx().setLevel(level).setContentSize(false).setChecksum(false);
    }

    /**
     * The stored form of neighbouring blocks.
     *
     * @param firstSlot the first block's slot
     * @param position where the first block begins in the segment
     * @param plain holds the blocks, one after the other, from {@code offset} on
     * @param sizes the blocks' sizes, together at most {@link Pack#MAX_BYTES}
     */
    public ByteBuffer encode(SegmentId segment, int firstSlot, int position, byte[] plain, int offset, int[] sizes) {
        Objects.checkFromIndexSize(firstSlot, sizes.length, SlotSet.MAX_SLOTS);
        int length = 0;
        for (int size : sizes) {
            if (size < 1 || size > Pack.MAX_BYTES) {
                throw new IllegalArgumentException("A block has 1 to 65536 bytes, not " + size);
            }
            length += size;
        }
        Objects.checkFromIndexSize(offset, length, plain.length);
        if (length < 1 || length > Pack.MAX_BYTES || position < 0 || position > SegmentBlocks.MAX_BYTES - length) {
            throw new IllegalArgumentException("Not a pack: " + length + " bytes at " + position);
        }
        return encode(segment, firstSlot, position, sizes, SlotSet.EMPTY, plain, offset, length);
    }

    /** The stored form of {@code pack} without the bytes of {@code dead} slots; its other slots stay where they are. */
    public ByteBuffer without(Pack pack, SlotSet dead) {
        SlotSet removed = pack.removed().union(dead);
        int[] sizes = new int[pack.slotCount()];
        byte[] plain = new byte[pack.content().remaining()];
        int length = 0;
        for (int index = 0; index < sizes.length; index++) {
            int slot = pack.firstSlot() + index;
            sizes[index] = pack.size(slot);
            if (!removed.contains(slot)) {
                pack.block(slot).get(plain, length, sizes[index]);
                length += sizes[index];
            }
        }
        return encode(pack.segment(), pack.firstSlot(), pack.position(), sizes, removed, plain, 0, length);
    }

    private ByteBuffer encode(
            SegmentId segment,
            int firstSlot,
            int position,
            int[] sizes,
            SlotSet removed,
            byte[] plain,
            int offset,
            int length) {
        int compressed = Incompressible.looksSo(plain, offset, length) ? length : compress(plain, offset, length);
        boolean pays = compressed <= length - length / MIN_SAVING - 1;
        FormatWriter out = new FormatWriter((pays ? compressed : length) + DIRECTORY_BYTES + 3 * sizes.length);
        out.u8(VERSION).u8(pays ? CODEC_ZSTD : CODEC_NONE).uuid(segment.value());
        out.varint(firstSlot).varint(position).varint(sizes.length);
        for (int index = 0; index < sizes.length; index++) {
            out.varint(sizes[index] << 1 | (removed.contains(firstSlot + index) ? 1 : 0));
        }
        return pays
                ? out.bytes(scratch, 0, compressed).seal()
                : out.bytes(plain, offset, length).seal();
    }

    private int compress(byte[] plain, int offset, int length) {
        return zstd.compressByteArray(scratch, 0, scratch.length, plain, offset, length);
    }

    @Override
    public void close() {
        zstd.close();
    }
}
