package io.casgate.bench.s3;

import java.nio.charset.StandardCharsets;

/** The encoding that SigV4 prescribes: everything but RFC 3986's unreserved characters, upper-case digits. */
final class PercentEncoding {
    private static final String UNRESERVED = "-._~";
    private static final String DIGITS = "0123456789ABCDEF";

    private PercentEncoding() {}

    /** A query value. */
    static String value(String text) {
        return encode(text, UNRESERVED);
    }

    /** An object key in a path; slashes stay. */
    static String path(String key) {
        return encode(key, UNRESERVED + "/");
    }

    private static String encode(String text, String kept) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean letterOrDigit = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (letterOrDigit || kept.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(DIGITS.charAt(c >> 4)).append(DIGITS.charAt(c & 15));
            }
        }
        return encoded.toString();
    }
}
