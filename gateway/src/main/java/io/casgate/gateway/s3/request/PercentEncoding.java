package io.casgate.gateway.s3.request;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Percent-encoding of UTF-8 (RFC 3986), decoded once and strictly. */
public final class PercentEncoding {
    private static final String UNRESERVED = "-_.~/";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentEncoding() {}

    /** The text that an URL's path stands for, or null when an escape is cut short or the octets are not UTF-8. */
    public static @Nullable String decodePath(String raw) {
        return decode(raw, '+');
    }

    /** As {@link #decodePath}, with '+' standing for a space, as in a query. */
    public static @Nullable String decodeQuery(String raw) {
        return decode(raw, ' ');
    }

    /**
     * The form that encoding-type=url asks for: everything but letters, digits, '-', '_', '.', '~' and '/' is escaped. A
     * space becomes %20, which every decoder takes, where some leave '+' as it is.
     */
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX[c >> 4]).append(HEX[c & 0xF]);
            }
        }
        return encoded.toString();
    }

    private static @Nullable String decode(String raw, char plus) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
                int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                octets.write(high << 4 | low);
                i += 2;
            } else {
                octets.write(c == '+' ? plus : c);
            }
        }
        return utf8(octets.toByteArray());
    }

    private static @Nullable String utf8(byte[] octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
