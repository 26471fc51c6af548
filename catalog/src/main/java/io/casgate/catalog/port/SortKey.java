package io.casgate.catalog.port;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A place in a sorted index: bytes, ordered as unsigned, the shorter first. */
public final class SortKey implements Comparable<SortKey> {
    public static final SortKey LOWEST = new SortKey(new byte[0]);

    private final byte[] bytes;

    private SortKey(byte[] bytes) {
        this.bytes = bytes;
    }

    public static SortKey of(byte[] bytes) {
        return new SortKey(bytes.clone());
    }

    public static SortKey of(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return new SortKey(bytes);
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    public ByteBuffer toBuffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    public int length() {
        return bytes.length;
    }

    public boolean startsWith(SortKey prefix) {
        return bytes.length >= prefix.bytes.length
                && Arrays.equals(bytes, 0, prefix.bytes.length, prefix.bytes, 0, prefix.bytes.length);
    }

    /** The lowest key that is greater than this one. */
    public SortKey successor() {
        return new SortKey(Arrays.copyOf(bytes, bytes.length + 1));
    }

    /** The lowest key that is greater than every key that begins with this one; null when there is none. */
    public @Nullable SortKey endOfPrefix() {
        int last = bytes.length - 1;
        while (last >= 0 && bytes[last] == (byte) 0xff) {
            last--;
        }
        if (last < 0) {
            return null;
        }
        byte[] end = Arrays.copyOf(bytes, last + 1);
        end[last]++;
        return new SortKey(end);
    }

    @Override
    public int compareTo(SortKey other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SortKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
