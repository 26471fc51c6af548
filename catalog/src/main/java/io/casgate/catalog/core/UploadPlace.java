package io.casgate.catalog.core;

import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.UploadId;
import io.casgate.catalog.port.SortKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where an upload is sorted: by key, then by id. The key's UTF-8 with every 00 written as 00 FF, then 00 01, then the
 * id: so "a" comes before "a" followed by anything, and what begins with a prefix begins with the prefix's bytes.
 */
record UploadPlace(ObjectKey key, UploadId id) {
    private static final int ZERO = 0x00;
    private static final int ESCAPED = 0xff;
    private static final int END = 0x01;

    SortKey toSortKey() {
        ByteArrayOutputStream place = escape(key.value());
        place.write(ZERO);
        place.write(END);
        place.writeBytes(id.toBytes());
        return SortKey.of(place.toByteArray());
    }

    /** The lowest place that an upload to a key beginning with {@code prefix} can have. */
    static SortKey ofPrefix(String prefix) {
        return SortKey.of(escape(prefix).toByteArray());
    }

    /** The lowest place after every upload to {@code key}. */
    static SortKey afterKey(String key) {
        ByteArrayOutputStream place = escape(key);
        place.write(ZERO);
        place.write(END + 1);
        return SortKey.of(place.toByteArray());
    }

    private static ByteArrayOutputStream escape(String text) {
        return escape(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The place of a key, or of anything that is sorted as one. */
    static byte[] escape(SortKey key) {
        return escape(key.toBytes()).toByteArray();
    }

    private static ByteArrayOutputStream escape(byte[] bytes) {
        ByteArrayOutputStream escaped = new ByteArrayOutputStream();
        for (byte b : bytes) {
            escaped.write(b);
            if (b == ZERO) {
                escaped.write(ESCAPED);
            }
        }
        return escaped;
    }

    static UploadPlace parse(SortKey place) {
        byte[] bytes = place.toBytes();
        int end = bytes.length - UploadId.BYTES;
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        for (int i = 0; i < end - 2; i++) {
            key.write(bytes[i]);
            if (bytes[i] == ZERO) {
                i++;
            }
        }
        return new UploadPlace(
                ObjectKey.ofUtf8(key.toByteArray()), UploadId.ofBytes(Arrays.copyOfRange(bytes, end, bytes.length)));
    }
}
