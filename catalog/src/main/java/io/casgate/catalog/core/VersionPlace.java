package io.casgate.catalog.core;

import io.casgate.catalog.port.SortKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Where a version is in a listing: by key, then newest first. The place is the key as {@link UploadPlace} writes it, 00
 * 01, and the number's complement. It is nowhere stored.
 *
 * @param key where to look in the index of keys
 * @param atMost the greatest number of that key's versions that comes at or after the place
 */
record VersionPlace(SortKey key, long atMost) {
    private static final int ZERO = 0x00;
    private static final int ESCAPED = 0xff;
    private static final int END = 0x01;

    static SortKey of(String key, long number) {
        byte[] escaped = UploadPlace.ofPrefix(key).toBytes();
        ByteBuffer place = ByteBuffer.allocate(escaped.length + 2 + Long.BYTES);
        place.put(escaped).put((byte) ZERO).put((byte) END).putLong(~number);
        return SortKey.of(place.array());
    }

    /** Reads {@link #of}, a successor of one, {@link UploadPlace#afterKey}, a prefix, or the end of a prefix. */
    static VersionPlace parse(SortKey place) {
        byte[] bytes = place.toBytes();
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; i++) {
            boolean zero = bytes[i] == ZERO && i + 1 < bytes.length;
            if (zero && bytes[i + 1] == END) {
                return new VersionPlace(SortKey.of(key.toByteArray()), atMost(bytes, i + 2));
            }
            key.write(bytes[i]);
            if (zero) {
                if (bytes[i + 1] != (byte) ESCAPED) {
                    break;
                }
                i++;
            }
        }
        return new VersionPlace(SortKey.of(key.toByteArray()), Long.MAX_VALUE);
    }

    private static long atMost(byte[] bytes, int at) {
        if (bytes.length < at + Long.BYTES) {
            return Long.MAX_VALUE;
        }
        long number = ~ByteBuffer.wrap(bytes).getLong(at);
        return bytes.length == at + Long.BYTES ? number : number - 1;
    }
}
