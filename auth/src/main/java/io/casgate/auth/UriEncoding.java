package io.casgate.auth;

import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding as S3 signs and reads it, on strings of one octet per char. In a path '+' is a plus sign; in a query
 * it is a space. An escape that is not valid is left as it is.
 */
final class UriEncoding {
    private static final String UNRESERVED_PUNCTUATION = "-._~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private UriEncoding() {}

    /** The octets of a path that was on the wire, or of a piece of one. */
    static String decodePath(String wire) {
        if (wire.indexOf('%') < 0) {
            return wire;
        }
        StringBuilder octets = new StringBuilder(wire.length());
        for (int i = 0; i < wire.length(); i++) {
            int octet = escapedOctet(wire, i);
            if (octet < 0) {
                octets.append(wire.charAt(i));
            } else {
                octets.append((char) octet);
                i += 2;
            }
        }
        return octets.toString();
    }

    /** The octets of a name or value in a query that was on the wire. */
    static String decodeQuery(String wire) {
        return decodePath(wire.replace('+', ' '));
    }

    /** Escapes every octet but letters, digits and {@code -._~}. */
    static String encode(String octets) {
        return encode(octets, UNRESERVED_PUNCTUATION);
    }

    /** Escapes every octet but letters, digits, slashes and {@code -._~}. */
    static String encodePath(String octets) {
        return encode(octets, UNRESERVED_PUNCTUATION + "/");
    }

    /** Unicode text of octets in UTF-8; what is not UTF-8 becomes U+FFFD. */
    static String text(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String encode(String octets, String punctuation) {
        StringBuilder encoded = new StringBuilder(octets.length() + 16);
        for (int i = 0; i < octets.length(); i++) {
            char octet = octets.charAt(i);
            if (isAlphanumeric(octet) || punctuation.indexOf(octet) >= 0) {
                encoded.append(octet);
            } else {
                encoded.append('%').append(HEX[(octet >> 4) & 0xF]).append(HEX[octet & 0xF]);
            }
        }
        return encoded.toString();
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** The octet that an escape at {@code at} stands for, or -1 when there is no valid one. */
    private static int escapedOctet(String wire, int at) {
        if (wire.charAt(at) != '%' || at + 2 >= wire.length()) {
            return -1;
        }
        int high = hexDigit(wire.charAt(at + 1));
        int low = hexDigit(wire.charAt(at + 2));
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }

    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
