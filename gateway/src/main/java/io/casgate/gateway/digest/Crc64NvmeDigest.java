package io.casgate.gateway.digest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * CRC-64/NVME, which the Java platform lacks. Short runs of bytes go 16 at a step by tables, "slicing" as M. Kounavis and F.
 * Berry describe it in "A Systematic Approach to Building High Performance, Software-based, CRC Generators" (2005).
 *
 * <p>Long runs are divided by a multiple of the CRC's polynomial first, which leaves the remainder by the polynomial
 * itself as it is. In powers of x to the 64 the multiple has eight terms, all with coefficient 1, so that the division takes
 * exclusive ors of whole words and nothing else, and the compiler makes vectors of them. The terms lie so far apart
 * that no word of a vector depends on another. Dividing by sparse multiples is S. Russell's "Chorba: A novel CRC32
 * implementation" (2024); a search for eight of the first 2048 powers whose sum is a multiple found the terms.
 *
 * @see <a href="https://reveng.sourceforge.io/crc-catalogue/17plus.htm#crc.cat.crc-64-nvme">its parameters</a>
 */
final class Crc64NvmeDigest extends ArrayDigest {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int STEP = 16;

    /** At {@code 256 * n + b}: what byte b contributes to the register when n more bytes follow in its step. */
    private static final long[] TABLES = tables();

    /** The degree of the multiple in words of 64 bits, and how far below that its other terms lie. */
    private static final int DEGREE = 1852;

    private static final int[] TAPS = {231, 957, 1004, 1251, 1458, 1648, DEGREE};

    /** In bytes, from where on dividing pays: its remainder, which the tables take, is of 15 KB. */
    private static final int LONG_RUN = 32 << 10;

    private long inverted = -1;

    /** The last words of the quotient and the next of the dividend; allocated by the first long run. */
    private long[] words = {};

    private static long[] tables() {
        long[] tables = new long[STEP * 256];
        for (int b = 0; b < 256; b++) {
            long register = b;
            for (int n = 0; n < STEP; n++) {
                for (int bit = 0; bit < 8; bit++) {
                    register = CrcPolynomial.CRC64NVME.timesX(register);
                }
                tables[256 * n + b] = register;
            }
        }
        return tables;
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        long crc = inverted;
        int at = offset;
        int end = offset + length;
        if (length >= LONG_RUN) {
            int whole = length / Long.BYTES * Long.BYTES;
            crc = divide(
                    crc,
                    ByteBuffer.wrap(bytes, offset, whole)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .asLongBuffer());
            at += whole;
        }
        for (; end - at >= STEP; at += STEP) {
            long low = crc ^ (long) LONGS.get(bytes, at);
            long high = (long) LONGS.get(bytes, at + 8);
            crc = eightBytes(low, 15) ^ eightBytes(high, 7);
        }
        for (; at < end; at++) {
            crc = (crc >>> 8) ^ TABLES[(int) (crc ^ bytes[at]) & 0xFF];
        }
        inverted = crc;
    }

    /** The register after these words, of which there are at least as many as the degree. */
    private long divide(long crc, LongBuffer dividend) {
        if (words.length == 0) {
            words = new long[2 * DEGREE];
        }
        Arrays.fill(words, 0, DEGREE, 0);
        long before = crc;
        while (dividend.remaining() > DEGREE) {
            int count = Math.min(DEGREE, dividend.remaining() - DEGREE);
            dividend.get(words, DEGREE, count);
            words[DEGREE] ^= before;
            before = 0;
            divide(words, count);
            System.arraycopy(words, count, words, 0, DEGREE);
        }
        dividend.get(words, DEGREE, DEGREE);
        words[DEGREE] ^= before;
        for (int tap : TAPS) {
            subtract(words, tap);
        }
        return remainder(words);
    }

    /** Makes words of the quotient of so many words of the dividend, by the words of the quotient before them. */
    private static void divide(long[] words, int count) {
        for (int i = DEGREE; i < DEGREE + count; i++) {
            words[i] ^= words[i - 231]
                    ^ words[i - 957]
                    ^ words[i - 1004]
                    ^ words[i - 1251]
                    ^ words[i - 1458]
                    ^ words[i - 1648]
                    ^ words[i - DEGREE];
        }
    }

    /** Takes from the end of the dividend what one term makes of the end of the quotient. */
    private static void subtract(long[] words, int tap) {
        for (int i = DEGREE; i < DEGREE + tap; i++) {
            words[i] ^= words[i - tap];
        }
    }

    private static long remainder(long[] words) {
        long crc = 0;
        for (int i = DEGREE; i < 2 * DEGREE; i += 2) {
            crc = eightBytes(crc ^ words[i], 15) ^ eightBytes(words[i + 1], 7);
        }
        return crc;
    }

    /** What eight bytes contribute, the first of which {@code following} bytes follow. */
    private static long eightBytes(long bytes, int following) {
        int table = 256 * following;
        return TABLES[table + (int) (bytes & 0xFF)]
                ^ TABLES[table - 256 + (int) (bytes >>> 8 & 0xFF)]
                ^ TABLES[table - 512 + (int) (bytes >>> 16 & 0xFF)]
                ^ TABLES[table - 768 + (int) (bytes >>> 24 & 0xFF)]
                ^ TABLES[table - 1024 + (int) (bytes >>> 32 & 0xFF)]
                ^ TABLES[table - 1280 + (int) (bytes >>> 40 & 0xFF)]
                ^ TABLES[table - 1536 + (int) (bytes >>> 48 & 0xFF)]
                ^ TABLES[table - 1792 + (int) (bytes >>> 56)];
    }

    @Override
    public byte[] digest() {
        return ByteBuffer.allocate(Long.BYTES).putLong(~inverted).array();
    }
}
