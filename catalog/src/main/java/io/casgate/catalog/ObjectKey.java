package io.casgate.catalog;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An object's name in its bucket: any characters, 1 to 1024 bytes in UTF-8. Ordered by those bytes, as S3 lists, which
 * is not the order of {@link String#compareTo}.
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {
    public static final int MAX_BYTES = 1024;

    public ObjectKey {
        int length = isAscii(value) ? value.length() : encode(value).remaining();
        if (length < 1 || length > MAX_BYTES) {
            throw new IllegalArgumentException("A key has 1 to " + MAX_BYTES + " bytes, not " + length);
        }
    }

    private static boolean isAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    public byte[] utf8() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /** Reads what {@link #utf8} wrote. */
    public static ObjectKey ofUtf8(byte[] utf8) {
        return new ObjectKey(new String(utf8, StandardCharsets.UTF_8));
    }

    /** Half a surrogate pair has no UTF-8 and would be stored as a question mark, under another key's name. */
    private static ByteBuffer encode(String value) {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("A key that is not Unicode text", e);
        }
    }

    @Override
    public int compareTo(ObjectKey other) {
        return Arrays.compareUnsigned(utf8(), other.utf8());
    }

    @Override
    public String toString() {
        return value;
    }
}
