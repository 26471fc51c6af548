package io.casgate.dedup.layout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Headers of tar archives: records of 512 bytes that have the magic of POSIX ustar (or GNU's, which differs after five
 * letters) and a right checksum. Records about the next header (pax attributes, GNU's long names) come with their
 * contents, as these are about the next member. Whatever else a tar archive may have is left to be found by search.
 */
final class TarHeader {
    static final int BYTES = 512;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int MAGIC = 257;

    /** The magic begins with "usta", as a little-endian number. */
    private static final int SIGNATURE = 0x61747375;

    /** Eight bytes that are zero in all headers. */
    private static final int ZEROS = 500;

    private static final int STRIDE = 4 * Long.BYTES;

    private static final int SIZE = 124;
    private static final int SIZE_END = 136;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_END = 156;
    private static final int TYPE = 156;

    /** Larger sizes are taken for damage. */
    private static final long MAX_SIZE = 1L << 50;

    private TarHeader() {}

    static @Nullable Member memberAt(byte[] bytes, int from, int to) {
        boolean isHeader = to - from >= BYTES
                && hasMagic(bytes, from + MAGIC)
                && (long) LONG.get(bytes, from + ZEROS) == 0
                && hasRightChecksum(bytes, from);
        if (!isHeader) {
            return null;
        }
        long size = number(bytes, from + SIZE, from + SIZE_END);
        if (size < 0 || size > MAX_SIZE) {
            return null;
        }
        int padding = (int) (-size & (BYTES - 1));
        return switch (bytes[from + TYPE]) {
            case 'x', 'g', 'X', 'L', 'K' ->
                size <= Member.MAX_HEADER - 2 * BYTES
                        ? new Member(BYTES + (int) size + padding, 0, 0)
                        : new Member(BYTES, size, padding);
            case '2', '3', '4', '5', '6' -> new Member(BYTES, 0, 0);
            default -> new Member(BYTES, size, padding);
        };
    }

    /**
     * The first index, {@code from} to before {@code to}, where a header may begin; {@code to} when there is none. It looks
     * closer where one byte in eight is zero, of 32 at a time: that costs little where zeros are rare.
     */
    static int search(byte[] bytes, int from, int to) {
        // The last of a header's zeros, where the header begins at `from`.
        int at = from + ZEROS + Long.BYTES - 1;
        for (int first = from; first < to; first += STRIDE, at += STRIDE) {
            if (at + STRIDE > bytes.length
                    || bytes[at] == 0
                    || bytes[at + 8] == 0
                    || bytes[at + 16] == 0
                    || bytes[at + 24] == 0) {
                int end = Math.min(to, first + STRIDE) + MAGIC;
                int found = Signatures.find(bytes, first + MAGIC, end, SIGNATURE);
                if (found < end) {
                    return found - MAGIC;
                }
            }
        }
        return to;
    }

    private static boolean hasMagic(byte[] bytes, int at) {
        return bytes[at] == 'u'
                && bytes[at + 1] == 's'
                && bytes[at + 2] == 't'
                && bytes[at + 3] == 'a'
                && bytes[at + 4] == 'r';
    }

    /** The sum of all bytes, with the checksum itself taken for spaces. */
    private static boolean hasRightChecksum(byte[] bytes, int from) {
        int sum = (CHECKSUM_END - CHECKSUM) * ' ';
        for (int i = 0; i < CHECKSUM; i++) {
            sum += bytes[from + i] & 0xFF;
        }
        for (int i = CHECKSUM_END; i < BYTES; i++) {
            sum += bytes[from + i] & 0xFF;
        }
        return number(bytes, from + CHECKSUM, from + CHECKSUM_END) == sum;
    }

    /**
     * A field's number, or -1 when it has none: octal digits, with spaces before and spaces or a zero byte after them; or,
     * where the first bit is set, the bits after it, as GNU writes what is too large for the digits.
     */
    private static long number(byte[] bytes, int from, int to) {
        if (bytes[from] < 0) {
            return binary(bytes, from, to);
        }
        int at = from;
        while (at < to && bytes[at] == ' ') {
            at++;
        }
        long value = 0;
        int first = at;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '7') {
            value = value << 3 | (bytes[at++] - '0');
        }
        boolean ends = at == to || bytes[at] == ' ' || bytes[at] == 0;
        return at > first && ends ? value : -1;
    }

    private static long binary(byte[] bytes, int from, int to) {
        long value = bytes[from] & 0x7F;
        for (int at = from + 1; at < to; at++) {
            if (value >>> (Long.SIZE - 9) != 0) {
                return -1;
            }
            value = value << 8 | (bytes[at] & 0xFF);
        }
        return value;
    }
}
