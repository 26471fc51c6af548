package io.casgate.fuzz;

import java.nio.ByteBuffer;

/** Puts something in the place of a range of bytes. */
final class Splice {
    private Splice() {}

    static byte[] of(byte[] bytes, int from, int to, byte[] replacement) {
        return ByteBuffer.allocate(bytes.length - (to - from) + replacement.length)
                .put(bytes, 0, from)
                .put(replacement)
                .put(bytes, to, bytes.length - to)
                .array();
    }
}
