package io.casgate.dedup.fingerprint;

import java.util.Arrays;

/** Tells blocks of zeros, which become holes and are not stored. */
public final class Zeros {
    private static final byte[] ZEROS = new byte[64 * 1024];

    private Zeros() {}

    /** Whether the bytes of {@code buffer} from {@code from} to {@code to} are all zero; also when there are none. */
    public static boolean only(byte[] buffer, int from, int to) {
        for (int at = from; at < to; at += ZEROS.length) {
            int end = Math.min(to, at + ZEROS.length);
            if (Arrays.mismatch(buffer, at, end, ZEROS, 0, end - at) >= 0) {
                return false;
            }
        }
        return true;
    }
}
