package io.casgate.gateway.s3.request;

import io.casgate.catalog.ListStart;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The tokens that carry a listing on: opaque to clients, and safe in an URL and in XML whatever keys contain. */
public final class ContinuationToken {
    private static final char AFTER_KEY = 'k';
    private static final char AFTER_PREFIX = 'p';

    private ContinuationToken() {}

    /** The token for a listing that begins at {@code start}. */
    public static String write(ListStart start) {
        char kind = switch (start) {
            case ListStart.AfterKey _ -> AFTER_KEY;
            case ListStart.AfterPrefix _ -> AFTER_PREFIX;
        };
        byte[] utf8 = (kind + start.text()).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(utf8);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception InvalidArgument
     */
    public static ListStart read(String token) {
        String text = decode(token);
        return switch (text.isEmpty() ? ' ' : text.charAt(0)) {
            case AFTER_KEY -> new ListStart.AfterKey(text.substring(1));
            case AFTER_PREFIX -> new ListStart.AfterPrefix(text.substring(1));
            default ->
                throw Fields.invalid("The continuation token provided is incorrect", "continuation-token", token);
        };
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
