package io.casgate.bench.cutters;

import io.casgate.dedup.cut.Cutter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * MinCDC (O. Peters): a block of half to one and a half times the target ends where the hash of the four bytes before its
 * end is lowest, at the first such place. The hash is x * {@link #FACTOR} modulo 2^32, compared as a signed number, of the
 * bytes as a little-endian number x.
 *
 * @param targetBytes even, at least 8
 */
record MinCdc(int targetBytes) implements Cutter {
    /** Odd, so that no two windows share a hash. */
    static final int FACTOR = 0x9E3779B1;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    MinCdc {
        if (targetBytes < 2 * Integer.BYTES || targetBytes % 2 != 0) {
            throw new IllegalArgumentException("Not a target: " + targetBytes);
        }
    }

    @Override
    public int minBytes() {
        return targetBytes / 2;
    }

    @Override
    public int maxBytes() {
        return targetBytes / 2 * 3;
    }

    @Override
    public int cut(byte[] buffer, int from, int to) {
        Objects.checkFromToIndex(from, to, buffer.length);
        Objects.checkIndex(0, to - from);
        int last = from + Math.min(to - from, maxBytes());
        int end = Math.min(from + minBytes(), last);
        int lowest = Integer.MAX_VALUE;
        for (int i = end - Integer.BYTES; to - from > minBytes() && i <= last - Integer.BYTES; i++) {
            int hash = (int) WORD.get(buffer, i) * FACTOR;
            if (hash < lowest) {
                lowest = hash;
                end = i + Integer.BYTES;
            }
        }
        return end;
    }
}
