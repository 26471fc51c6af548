package io.casgate.dedup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * The 32-byte keyed hash that identifies a block within its dedup domain. Held as four longs, big-endian, so that
 * millions of them fit a cache without an array object each.
 */
public record Fingerprint(long a, long b, long c, long d) {
    public static final int BYTES = 32;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Reads the 32 bytes of {@code source} that start at {@code offset}. */
    public static Fingerprint read(byte[] source, int offset) {
        return new Fingerprint(
                (long) LONGS.get(source, offset),
                (long) LONGS.get(source, offset + 8),
                (long) LONGS.get(source, offset + 16),
                (long) LONGS.get(source, offset + 24));
    }

    /** Writes the 32 bytes to {@code target}, starting at {@code offset}. */
    public void write(byte[] target, int offset) {
        LONGS.set(target, offset, a);
        LONGS.set(target, offset + 8, b);
        LONGS.set(target, offset + 16, c);
        LONGS.set(target, offset + 24, d);
    }

    public byte[] toBytes() {
        byte[] bytes = new byte[BYTES];
        write(bytes, 0);
        return bytes;
    }

    /** The bytes are already uniformly distributed: any eight of them are a hash. */
    @Override
    public int hashCode() {
        return (int) (b ^ (b >>> 32));
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(toBytes());
    }
}
