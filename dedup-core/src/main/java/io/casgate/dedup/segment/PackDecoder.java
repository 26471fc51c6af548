package io.casgate.dedup.segment;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.format.FormatReader;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads packs. Used by one thread; close it to free the decompressor's native memory, which it takes with the first
 * compressed pack.
 */
public final class PackDecoder implements AutoCloseable {
    private @Nullable ZstdDecompressCtx zstd;

    /**
     * The pack whose stored form is {@code stored}, which is not consumed, and whose memory the pack may share.
     *
     * @throws io.casgate.dedup.CorruptContentException when the bytes are not a pack, or have changed since they were
     */
    public Pack decode(ByteBuffer stored) {
        FormatReader in = new FormatReader("pack", stored);
        in.version(PackEncoder.VERSION);
        int codec = in.u8();
        SegmentId segment = new SegmentId(in.uuid());
        int firstSlot = in.varint(SlotSet.MAX_SLOTS - 1);
        int position = in.varint(SegmentBlocks.MAX_BYTES);
        int[] positions = new int[in.varint(SlotSet.MAX_SLOTS - firstSlot) + 1];
        positions[0] = position;
        BitSet removed = new BitSet();
        int length = 0;
        for (int index = 0; index + 1 < positions.length; index++) {
            int entry = in.varint(Pack.MAX_BYTES << 1 | 1);
            int size = entry >>> 1;
            if (size == 0) {
                throw in.corrupt("has an empty block");
            }
            positions[index + 1] = positions[index] + size;
            removed.set(firstSlot + index, (entry & 1) == 1);
            length += (entry & 1) == 1 ? 0 : size;
        }
        int covered = positions[positions.length - 1] - position;
        if (covered == 0 || covered > Pack.MAX_BYTES) {
            throw in.corrupt("covers " + covered + " bytes");
        }
        ByteBuffer content = content(in, codec, length);
        return new Pack(segment, firstSlot, positions, SlotSet.of(removed), content);
    }

    private ByteBuffer content(FormatReader in, int codec, int length) {
        ByteBuffer content = switch (codec) {
            case PackEncoder.CODEC_NONE -> in.bytes(in.remaining());
            case PackEncoder.CODEC_ZSTD -> decompress(in, length);
            default -> throw in.corrupt("has an unknown codec, " + codec);
        };
        if (content.remaining() != length) {
            throw in.corrupt("has " + content.remaining() + " bytes where its directory says " + length);
        }
        return content;
    }

    private ByteBuffer decompress(FormatReader in, int length) {
        ByteBuffer compressed = in.bytes(in.remaining());
        byte[] plain = new byte[length];
        try {
            return ByteBuffer.wrap(plain, 0, decompress(compressed, plain));
        } catch (ZstdException e) {
            throw in.corrupt("does not decompress: " + e.getMessage());
        }
    }

    private int decompress(ByteBuffer compressed, byte[] plain) {
        ZstdDecompressCtx context = zstd;
        if (context == null) {
            context = new ZstdDecompressCtx();
            zstd = context;
        }
        int size = compressed.remaining();
        if (compressed.hasArray()) {
            int offset = compressed.arrayOffset() + compressed.position();
            return context.decompressByteArray(plain, 0, plain.length, compressed.array(), offset, size);
        }
        byte[] copy = new byte[size];
        compressed.get(copy);
        return context.decompressByteArray(plain, 0, plain.length, copy, 0, size);
    }

    @Override
    public void close() {
        if (zstd != null) {
            zstd.close();
            zstd = null;
        }
    }
}
