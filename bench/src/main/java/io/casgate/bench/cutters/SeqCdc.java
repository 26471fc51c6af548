package io.casgate.bench.cutters;

import io.casgate.dedup.cut.Cutter;
import java.util.Objects;

/**
 * SeqCDC (Udayashankar et al., Middleware 2024), increasing mode: a block of half to twice the target ends behind
 * {@link #SEQUENCE} rises from one byte to the next, which equal bytes do not interrupt. After {@link #TRIGGER} falls the
 * search jumps ahead by a 32nd of the target: 256 bytes at 8 KiB and 512 at 16 KiB, as in the paper.
 *
 * @param targetBytes at least 32
 */
record SeqCdc(int targetBytes) implements Cutter {
    private static final int SEQUENCE = 5;
    private static final int TRIGGER = 50;

    SeqCdc {
        if (targetBytes < 32) {
            throw new IllegalArgumentException("Not a target: " + targetBytes);
        }
    }

    @Override
    public int minBytes() {
        return targetBytes / 2;
    }

    @Override
    public int maxBytes() {
        return targetBytes * 2;
    }

    @Override
    public int cut(byte[] buffer, int from, int to) {
        Objects.checkFromToIndex(from, to, buffer.length);
        Objects.checkIndex(0, to - from);
        int end = from + Math.min(to - from, maxBytes());
        int skip = targetBytes / 32;
        int rises = 0;
        int falls = 0;
        for (int i = from + minBytes(); i < end; i++) {
            int step = (buffer[i] & 0xFF) - (buffer[i - 1] & 0xFF);
            if (step > 0) {
                if (++rises == SEQUENCE) {
                    return i + 1;
                }
            } else if (step < 0) {
                rises = 0;
                if (++falls == TRIGGER) {
                    falls = 0;
                    i += skip;
                }
            }
        }
        return end;
    }
}
