package io.casgate.dedup.layout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Local file headers of zip archives. Their sizes count where they are given; where they come after the contents (a
 * streamed archive), or are of Zip64, the contents go on to the next header. The central directory is contents.
 */
final class ZipHeader {
    private static final int BYTES = 30;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    /** "PK", 3, 4. */
    static final int SIGNATURE = 0x04034b50;

    private static final int VERSION = 4;
    private static final int FLAGS = 6;
    private static final int METHOD = 8;
    private static final int COMPRESSED_SIZE = 18;
    private static final int NAME_LENGTH = 26;
    private static final int EXTRA_LENGTH = 28;

    private static final int SIZES_FOLLOW = 1 << 3;
    private static final int MAX_VERSION = 63;
    private static final int MAX_METHOD = 99;
    private static final int ZIP64 = -1;

    private ZipHeader() {}

    static @Nullable Member memberAt(byte[] bytes, int from, int to) {
        if (to - from < BYTES || (int) INT.get(bytes, from) != SIGNATURE) {
            return null;
        }
        int header = BYTES + number(bytes, from + NAME_LENGTH) + number(bytes, from + EXTRA_LENGTH);
        boolean plausible = (number(bytes, from + VERSION) & 0xFF) <= MAX_VERSION
                && number(bytes, from + METHOD) <= MAX_METHOD
                && number(bytes, from + NAME_LENGTH) > 0
                && header <= Member.MAX_HEADER;
        if (!plausible) {
            return null;
        }
        int size = (int) INT.get(bytes, from + COMPRESSED_SIZE);
        boolean known = size != ZIP64 && (number(bytes, from + FLAGS) & SIZES_FOLLOW) == 0;
        return new Member(header, known ? Integer.toUnsignedLong(size) : 0, 0);
    }

    private static int number(byte[] bytes, int at) {
        return Short.toUnsignedInt((short) SHORT.get(bytes, at));
    }
}
