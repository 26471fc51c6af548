package io.casgate.gateway.digest.md5;

import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.lang.invoke.VarHandle;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Eight messages at once, each in a lane of vectors of 256 bits, which AVX2 and AVX-512 machines compute with alike. The
 * words of the blocks are laid side by side in memory first, one message after the other, so that missing messages cost
 * nothing there. The steps are written out, and state is kept in local variables, because the compiler gives up on
 * methods of our own at this size, and a vector that it does not see through is an object in the heap: a thousand times
 * slower.
 */
public final class VectorMd5 implements Md5Kernel {
    private static final VectorSpecies<Integer> LANES = IntVector.SPECIES_256;
    private static final int N = LANES.length();
    private static final int WORDS_OF_BLOCK = BLOCK / Integer.BYTES;
    private static final VarHandle WORDS = Md5Kernel.words();
    private static final int[] SINES = Md5Kernel.sines();

    /** Whether this machine's vectors are as long as this needs them. */
    public static boolean isNative() {
        return IntVector.SPECIES_PREFERRED.length() >= N;
    }

    @Override
    public int lanes() {
        return N;
    }

    @Override
    public void compress(int[] state, byte[][] messages, int[] offsets, int count, int blocks) {
        int[] words = new int[WORDS_OF_BLOCK * N];
        IntVector a = IntVector.fromArray(LANES, state, 0);
        IntVector b = IntVector.fromArray(LANES, state, N);
        IntVector c = IntVector.fromArray(LANES, state, 2 * N);
        IntVector d = IntVector.fromArray(LANES, state, 3 * N);
        for (int block = 0; block < blocks; block++) {
            interleave(messages, offsets, count, block * BLOCK, words);
            IntVector oldA = a;
            IntVector oldB = b;
            IntVector oldC = c;
            IntVector oldD = d;
            for (int i = 0; i < 16; i += 4) {
                a = a.add(IntVector.fromArray(LANES, words, i * N)).add(SINES[i]);
                a = a.add(c.lanewise(XOR, d).and(b).lanewise(XOR, d))
                        .lanewise(ROL, 7)
                        .add(b);
                d = d.add(IntVector.fromArray(LANES, words, (i + 1) * N)).add(SINES[i + 1]);
                d = d.add(b.lanewise(XOR, c).and(a).lanewise(XOR, c))
                        .lanewise(ROL, 12)
                        .add(a);
                c = c.add(IntVector.fromArray(LANES, words, (i + 2) * N)).add(SINES[i + 2]);
                c = c.add(a.lanewise(XOR, b).and(d).lanewise(XOR, b))
                        .lanewise(ROL, 17)
                        .add(d);
                b = b.add(IntVector.fromArray(LANES, words, (i + 3) * N)).add(SINES[i + 3]);
                b = b.add(d.lanewise(XOR, a).and(c).lanewise(XOR, a))
                        .lanewise(ROL, 22)
                        .add(c);
            }
            for (int i = 0; i < 16; i += 4) {
                a = a.add(IntVector.fromArray(LANES, words, (5 * i + 1 & 15) * N))
                        .add(SINES[i + 16]);
                a = a.add(b.lanewise(XOR, c).and(d).lanewise(XOR, c))
                        .lanewise(ROL, 5)
                        .add(b);
                d = d.add(IntVector.fromArray(LANES, words, (5 * i + 6 & 15) * N))
                        .add(SINES[i + 17]);
                d = d.add(a.lanewise(XOR, b).and(c).lanewise(XOR, b))
                        .lanewise(ROL, 9)
                        .add(a);
                c = c.add(IntVector.fromArray(LANES, words, (5 * i + 11 & 15) * N))
                        .add(SINES[i + 18]);
                c = c.add(d.lanewise(XOR, a).and(b).lanewise(XOR, a))
                        .lanewise(ROL, 14)
                        .add(d);
                b = b.add(IntVector.fromArray(LANES, words, (5 * i & 15) * N)).add(SINES[i + 19]);
                b = b.add(c.lanewise(XOR, d).and(a).lanewise(XOR, d))
                        .lanewise(ROL, 20)
                        .add(c);
            }
            for (int i = 0; i < 16; i += 4) {
                a = a.add(IntVector.fromArray(LANES, words, (3 * i + 5 & 15) * N))
                        .add(SINES[i + 32]);
                a = a.add(c.lanewise(XOR, d).lanewise(XOR, b)).lanewise(ROL, 4).add(b);
                d = d.add(IntVector.fromArray(LANES, words, (3 * i + 8 & 15) * N))
                        .add(SINES[i + 33]);
                d = d.add(b.lanewise(XOR, c).lanewise(XOR, a)).lanewise(ROL, 11).add(a);
                c = c.add(IntVector.fromArray(LANES, words, (3 * i + 11 & 15) * N))
                        .add(SINES[i + 34]);
                c = c.add(a.lanewise(XOR, b).lanewise(XOR, d)).lanewise(ROL, 16).add(d);
                b = b.add(IntVector.fromArray(LANES, words, (3 * i + 14 & 15) * N))
                        .add(SINES[i + 35]);
                b = b.add(d.lanewise(XOR, a).lanewise(XOR, c)).lanewise(ROL, 23).add(c);
            }
            for (int i = 0; i < 16; i += 4) {
                a = a.add(IntVector.fromArray(LANES, words, (7 * i & 15) * N)).add(SINES[i + 48]);
                a = a.add(d.not().or(b).lanewise(XOR, c)).lanewise(ROL, 6).add(b);
                d = d.add(IntVector.fromArray(LANES, words, (7 * i + 7 & 15) * N))
                        .add(SINES[i + 49]);
                d = d.add(c.not().or(a).lanewise(XOR, b)).lanewise(ROL, 10).add(a);
                c = c.add(IntVector.fromArray(LANES, words, (7 * i + 14 & 15) * N))
                        .add(SINES[i + 50]);
                c = c.add(b.not().or(d).lanewise(XOR, a)).lanewise(ROL, 15).add(d);
                b = b.add(IntVector.fromArray(LANES, words, (7 * i + 5 & 15) * N))
                        .add(SINES[i + 51]);
                b = b.add(a.not().or(c).lanewise(XOR, d)).lanewise(ROL, 21).add(c);
            }
            a = a.add(oldA);
            b = b.add(oldB);
            c = c.add(oldC);
            d = d.add(oldD);
        }
        a.intoArray(state, 0);
        b.intoArray(state, N);
        c.intoArray(state, 2 * N);
        d.intoArray(state, 3 * N);
    }

    /** Word w of message m goes to {@code w * N + m}. */
    private static void interleave(byte[][] messages, int[] offsets, int count, int block, int[] words) {
        for (int m = 0; m < count; m++) {
            byte[] message = messages[m];
            int at = offsets[m] + block;
            for (int w = 0; w < WORDS_OF_BLOCK; w++) {
                words[w * N + m] = (int) WORDS.get(message, at + w * Integer.BYTES);
            }
        }
    }
}
