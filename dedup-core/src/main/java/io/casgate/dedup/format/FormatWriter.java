package io.casgate.dedup.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Collects the bytes of a stored value. Numbers that are mostly small are varints: seven bits to a byte, the lowest
 * first, the top bit set on all but the last (LEB128, as in Protocol Buffers). Not safe for use by several threads.
 */
public final class FormatWriter {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int size;

    public FormatWriter(int expectedBytes) {
        bytes = new byte[Math.max(16, expectedBytes)];
    }

    /** Bytes collected so far. */
    public int size() {
        return size;
    }

    public FormatWriter u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** A number that is not negative. */
    public FormatWriter varint(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("Negative: " + value);
        }
        return unsigned(value);
    }

    /** A number of either sign, small when it is near zero: zigzag, then as a varint. */
    public FormatWriter signedVarint(long value) {
        return unsigned((value << 1) ^ (value >> 63));
    }

    private FormatWriter unsigned(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /** 16 bytes, big-endian. */
    public FormatWriter uuid(UUID value) {
        room(16);
        LONG.set(bytes, size, value.getMostSignificantBits());
        LONG.set(bytes, size + 8, value.getLeastSignificantBits());
        size += 16;
        return this;
    }

    /** All that remains in {@code source}, which is not consumed. */
    public FormatWriter bytes(ByteBuffer source) {
        int length = source.remaining();
        room(length);
        source.get(source.position(), bytes, size, length);
        size += length;
        return this;
    }

    /** All that {@code other} has collected. */
    public FormatWriter bytes(FormatWriter other) {
        return bytes(other.bytes, 0, other.size);
    }

    public FormatWriter bytes(byte[] source, int offset, int length) {
        room(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
        return this;
    }

    /** The bytes collected so far, copied. */
    public byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Ends the value with the CRC32C of all its bytes, and hands it over; this writer is empty then. */
    public ByteBuffer seal() {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, size);
        room(FormatReader.CHECKSUM_BYTES);
        INT.set(bytes, size, (int) crc.getValue());
        ByteBuffer sealed = ByteBuffer.wrap(bytes, 0, size + FormatReader.CHECKSUM_BYTES)
                .slice()
                .asReadOnlyBuffer();
        bytes = new byte[16];
        size = 0;
        return sealed;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
        }
    }
}
