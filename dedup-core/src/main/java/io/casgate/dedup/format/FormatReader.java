package io.casgate.dedup.format;

import io.casgate.dedup.CorruptContentException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Takes a stored value apart that {@link FormatWriter} has put together. Whatever the bytes are, it either returns
 * values within the limits it was given or throws {@link CorruptContentException}, and it allocates nothing whose size
 * comes from the bytes alone. Not safe for use by several threads.
 */
public final class FormatReader {
    static final int CHECKSUM_BYTES = 4;

    private final String what;
    private final ByteBuffer rest;

    /**
     * Opens a sealed value.
     *
     * @param what names the value in errors, such as "manifest page"
     * @param sealed the value; not consumed
     * @throws CorruptContentException when the checksum at its end does not match
     */
    public FormatReader(String what, ByteBuffer sealed) {
        this.what = what;
        ByteBuffer all = sealed.duplicate().order(ByteOrder.BIG_ENDIAN);
        int bodyEnd = all.limit() - CHECKSUM_BYTES;
        if (bodyEnd < all.position()) {
            throw corrupt("is cut short");
        }
        int stored = all.getInt(bodyEnd);
        all.limit(bodyEnd);
        CRC32C crc = new CRC32C();
        crc.update(all.duplicate());
        if ((int) crc.getValue() != stored) {
            throw corrupt("does not match its checksum");
        }
        rest = all;
    }

    private FormatReader(String what, byte[] plain) {
        this.what = what;
        rest = ByteBuffer.wrap(plain);
    }

    /** A reader of bytes that were encoded in this value: what is wrong with them is wrong with it. */
    public FormatReader within(byte[] plain) {
        return new FormatReader(what, plain);
    }

    public boolean hasRemaining() {
        return rest.hasRemaining();
    }

    public int remaining() {
        return rest.remaining();
    }

    /** Requires the next byte to be {@code expected}. */
    public void version(int expected) {
        version(expected, expected);
    }

    /** The next byte, which has to be a version from {@code oldest} to {@code newest}. */
    public int version(int oldest, int newest) {
        int version = u8();
        if (version < oldest || version > newest) {
            String known = oldest == newest ? "" + newest : oldest + " to " + newest;
            throw corrupt("has format version " + version + ", and this program reads " + known);
        }
        return version;
    }

    public int u8() {
        need(1);
        return rest.get() & 0xFF;
    }

    /** A varint that is at most {@code max}. */
    public long varint(long max) {
        long value = unsigned();
        if (value < 0 || value > max) {
            throw corrupt("has a number out of bounds");
        }
        return value;
    }

    /** A varint that is at most {@code max}. */
    public int varint(int max) {
        return (int) varint((long) max);
    }

    public long signedVarint() {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    private long unsigned() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                if (shift == 63 && next > 1) {
                    break;
                }
                return value;
            }
        }
        throw corrupt("has a number that is too long");
    }

    public UUID uuid() {
        need(16);
        return new UUID(rest.getLong(), rest.getLong());
    }

    /** The next {@code length} bytes, as a view of the value. */
    public ByteBuffer bytes(int length) {
        need(length);
        ByteBuffer view = rest.slice(rest.position(), length);
        rest.position(rest.position() + length);
        return view;
    }

    /** Requires the value to be at its end. */
    public void end() {
        if (rest.hasRemaining()) {
            throw corrupt("is too long");
        }
    }

    public CorruptContentException corrupt(String why) {
        return new CorruptContentException("Stored " + what + " " + why);
    }

    private void need(int length) {
        if (length < 0 || rest.remaining() < length) {
            throw corrupt("is cut short");
        }
    }
}
