package io.casgate.gateway.digest.md5;

import java.lang.invoke.VarHandle;

/** One message in plain Java. The order of additions keeps what the step before gives for last: it is what takes time. */
public final class PlainMd5 implements Md5Kernel {
    private static final VarHandle WORDS = Md5Kernel.words();
    private static final int[] SINES = Md5Kernel.sines();

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public void compress(int[] state, byte[][] messages, int[] offsets, int count, int blocks) {
        byte[] message = messages[0];
        int at = offsets[0];
        for (int block = 0; block < blocks; block++, at += BLOCK) {
            compress(state, message, at);
        }
    }

    private static void compress(int[] state, byte[] message, int at) {
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        for (int i = 0; i < 16; i += 4) {
            a = f(a, b, c, d, word(message, at, i), SINES[i], 7);
            d = f(d, a, b, c, word(message, at, i + 1), SINES[i + 1], 12);
            c = f(c, d, a, b, word(message, at, i + 2), SINES[i + 2], 17);
            b = f(b, c, d, a, word(message, at, i + 3), SINES[i + 3], 22);
        }
        for (int i = 0; i < 16; i += 4) {
            a = g(a, b, c, d, word(message, at, 5 * i + 1), SINES[i + 16], 5);
            d = g(d, a, b, c, word(message, at, 5 * i + 6), SINES[i + 17], 9);
            c = g(c, d, a, b, word(message, at, 5 * i + 11), SINES[i + 18], 14);
            b = g(b, c, d, a, word(message, at, 5 * i), SINES[i + 19], 20);
        }
        for (int i = 0; i < 16; i += 4) {
            a = h(a, b, c, d, word(message, at, 3 * i + 5), SINES[i + 32], 4);
            d = h(d, a, b, c, word(message, at, 3 * i + 8), SINES[i + 33], 11);
            c = h(c, d, a, b, word(message, at, 3 * i + 11), SINES[i + 34], 16);
            b = h(b, c, d, a, word(message, at, 3 * i + 14), SINES[i + 35], 23);
        }
        for (int i = 0; i < 16; i += 4) {
            a = i(a, b, c, d, word(message, at, 7 * i), SINES[i + 48], 6);
            d = i(d, a, b, c, word(message, at, 7 * i + 7), SINES[i + 49], 10);
            c = i(c, d, a, b, word(message, at, 7 * i + 14), SINES[i + 50], 15);
            b = i(b, c, d, a, word(message, at, 7 * i + 5), SINES[i + 51], 21);
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
    }

    /** A word of a block, counted modulo 16. */
    private static int word(byte[] message, int block, int index) {
        return (int) WORDS.get(message, block + ((index & 15) << 2));
    }

    private static int f(int a, int b, int c, int d, int word, int sine, int turn) {
        return b + Integer.rotateLeft(a + word + sine + (d ^ (b & (c ^ d))), turn);
    }

    private static int g(int a, int b, int c, int d, int word, int sine, int turn) {
        return b + Integer.rotateLeft(a + word + sine + (c & ~d) + (b & d), turn);
    }

    private static int h(int a, int b, int c, int d, int word, int sine, int turn) {
        return b + Integer.rotateLeft(a + word + sine + (b ^ (c ^ d)), turn);
    }

    private static int i(int a, int b, int c, int d, int word, int sine, int turn) {
        return b + Integer.rotateLeft(a + word + sine + (c ^ (b | ~d)), turn);
    }
}
