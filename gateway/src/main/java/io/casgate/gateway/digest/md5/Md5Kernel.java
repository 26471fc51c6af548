package io.casgate.gateway.digest.md5;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The compression function of MD5, over the blocks of several messages at once. Stateless, for any number of threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1321">RFC 1321</a>
 */
public interface Md5Kernel {
    /** Bytes of a block. */
    int BLOCK = 64;

    /** How many messages fit. */
    int lanes();

    /**
     * Goes on with some messages by the same number of blocks each.
     *
     * @param state four words for each of the {@link #lanes()}: word w of message m at {@code w * lanes() + m}
     * @param messages the bytes of message m
     * @param offsets where the blocks of message m begin in them
     * @param count how many messages there are; the other lanes' states become meaningless
     * @param blocks how many blocks of each
     */
    void compress(int[] state, byte[][] messages, int[] offsets, int count, int blocks);

    /** What the four words of a message's state are before its first block. */
    static int[] initialState() {
        return new int[] {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    }

    /** What is added in each of the 64 steps: the leading bits of the sines of 1, 2, 3... */
    static int[] sines() {
        int[] sines = new int[64];
        for (int step = 0; step < sines.length; step++) {
            sines[step] = (int) (long) (Math.abs(StrictMath.sin(step + 1)) * (1L << Integer.SIZE));
        }
        return sines;
    }

    /** Reads words of blocks. */
    static VarHandle words() {
        return MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    }
}
