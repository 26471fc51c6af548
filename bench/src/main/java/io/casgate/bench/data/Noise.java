package io.casgate.bench.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An endless stream of bytes that are a function of (key, offset).
 *
 * <p>The plain pages are incompressible. A compressible page keeps one random word in eight, so that no window of 64
 * bytes repeats anywhere: content-defined dedup finds no accidental duplicates in one stream or between two, shifted
 * or not.
 *
 * @param key names the stream; take it from {@link SplitMix64#mix}, because keys that are near each other overlap
 * @param compressibleShare the share of 4 KiB pages, in {@code 0..1}, that shrink to about a fifth
 */
public record Noise(long key, double compressibleShare) {
    static final int PAGE_BYTES = 4096;
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int WORDS_PER_LINE = 8;
    private static final long FILLER = 0x2020202020202020L;

    public Noise {
        if (!(compressibleShare >= 0 && compressibleShare <= 1)) {
            throw new IllegalArgumentException("compressible share must be within 0..1: " + compressibleShare);
        }
    }

    /**
     * Fills the buffer's remaining bytes with the stream's bytes from {@code offset} on, and moves its position to its
     * limit.
     *
     * @param offset a multiple of 8
     */
    public void fill(ByteBuffer out, long offset) {
        if (offset < 0 || offset % Long.BYTES != 0) {
            throw new IllegalArgumentException("offset must be a multiple of 8: " + offset);
        }
        MemorySegment target = MemorySegment.ofBuffer(out);
        long wholeBytes = target.byteSize() / Long.BYTES * Long.BYTES;
        fillWords(target.asSlice(0, wholeBytes), offset);
        long tailWord = word(offset + wholeBytes);
        for (long i = wholeBytes; i < target.byteSize(); i++) {
            target.set(ValueLayout.JAVA_BYTE, i, (byte) (tailWord >>> (8 * (i - wholeBytes))));
        }
        out.position(out.limit());
    }

    private void fillWords(MemorySegment target, long offset) {
        if (compressibleShare == 0) {
            fillRandom(target, key + offset / Long.BYTES * SplitMix64.GAMMA);
            return;
        }
        for (long i = 0; i < target.byteSize(); i += Long.BYTES) {
            target.set(WORD, i, word(offset + i));
        }
    }

    private static void fillRandom(MemorySegment target, long firstState) {
        int words = (int) (target.byteSize() / Long.BYTES);
        for (int i = 0; i < words; i++) {
            target.set(WORD, (long) i * Long.BYTES, SplitMix64.mix(firstState + i * SplitMix64.GAMMA));
        }
    }

    private long word(long offset) {
        long index = offset / Long.BYTES;
        return index % WORDS_PER_LINE != 0 && isCompressible(offset / PAGE_BYTES)
                ? FILLER
                : SplitMix64.mix(key + index * SplitMix64.GAMMA);
    }

    private boolean isCompressible(long page) {
        return Math.floor((page + 1) * compressibleShare) > Math.floor(page * compressibleShare);
    }
}
