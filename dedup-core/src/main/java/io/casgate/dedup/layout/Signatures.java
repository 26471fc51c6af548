package io.casgate.dedup.layout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds four bytes in many, eight places at a time. */
final class Signatures {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;

    private Signatures() {}

    /**
     * The first index, {@code from} to before {@code to}, where {@code signature} begins, read as a little-endian number;
     * {@code to} when there is none, or {@code from} is beyond it. It may end up to three bytes after {@code to}.
     */
    static int find(byte[] bytes, int from, int to, int signature) {
        long first = (signature & 0xFF) * ONES;
        long last = (signature >>> 24) * ONES;
        int at = from;
        for (; at <= to - Long.BYTES && at <= bytes.length - Long.BYTES - 3; at += Long.BYTES) {
            // A byte of it is zero where the first and the last letter match.
            long other = ((long) LONG.get(bytes, at) ^ first) | ((long) LONG.get(bytes, at + 3) ^ last);
            if (((other - ONES) & ~other & TOPS) != 0) {
                int found = findOneByOne(bytes, at, at + Long.BYTES, signature);
                if (found < at + Long.BYTES) {
                    return found;
                }
            }
        }
        return findOneByOne(bytes, at, to, signature);
    }

    private static int findOneByOne(byte[] bytes, int from, int to, int signature) {
        for (int at = from; at < to && at <= bytes.length - Integer.BYTES; at++) {
            if ((int) INT.get(bytes, at) == signature) {
                return at;
            }
        }
        return to;
    }
}
