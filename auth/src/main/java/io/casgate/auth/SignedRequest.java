package io.casgate.auth;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a signature is computed over: a request's head as it was on the wire. Every string holds one octet per char
 * (ISO-8859-1), as an HTTP decoder hands them out; {@link #octets} makes such a string of Unicode text.
 *
 * @param method upper case
 * @param rawPath the target's path, neither decoded nor normalised; starts with '/'
 * @param rawQuery what follows '?', undecoded; empty when there is none
 * @param headers values in the order they came, by lower-case name
 */
public record SignedRequest(String method, String rawPath, String rawQuery, Map<String, List<String>> headers) {
    public SignedRequest {
        headers = Map.copyOf(headers);
        requireOctets(rawPath);
        requireOctets(rawQuery);
        headers.forEach((name, values) -> {
            if (!name.equals(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("Not a lower-case header name: " + name);
            }
            values.forEach(SignedRequest::requireOctets);
        });
    }

    /** The UTF-8 form of {@code text}, one octet per char. */
    public static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The first value of this lower-case name, or null. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    /** This request with a header set to one value. */
    SignedRequest withHeader(String name, String value) {
        Map<String, List<String>> changed = new HashMap<>(headers);
        changed.put(name, List.of(value));
        return new SignedRequest(method, rawPath, rawQuery, changed);
    }

    SignedRequest withQuery(String query) {
        return new SignedRequest(method, rawPath, query, headers);
    }

    private static void requireOctets(String wire) {
        for (int i = 0; i < wire.length(); i++) {
            if (wire.charAt(i) > 0xFF) {
                throw new IllegalArgumentException("Not octets, at " + i + ": " + wire);
            }
        }
    }
}
