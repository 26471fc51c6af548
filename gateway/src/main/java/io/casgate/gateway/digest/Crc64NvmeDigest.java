package io.casgate.gateway.digest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * CRC-64/NVME, which the Java platform lacks: 16 bytes at a step by tables, "slicing" as M. Kounavis and F. Berry
 * describe it in "A Systematic Approach to Building High Performance, Software-based, CRC Generators" (2005).
 *
 * @see <a href="https://reveng.sourceforge.io/crc-catalogue/17plus.htm#crc.cat.crc-64-nvme">its parameters</a>
 */
final class Crc64NvmeDigest extends ArrayDigest {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int STEP = 16;

    /** At {@code 256 * n + b}: what byte b contributes to the register when n more bytes follow in its step. */
    private static final long[] TABLES = tables();

    private long inverted = -1;

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
