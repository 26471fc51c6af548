package io.casgate.auth;

import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The values of x-amz-content-sha256. */
final class PayloadHeader {
    static final String NAME = "x-amz-content-sha256";
    static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    static final String STREAMING_SIGNED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    static final String STREAMING_SIGNED_TRAILER = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    static final String STREAMING_UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

    private PayloadHeader() {}

    static PayloadMode parse(String value, Supplier<ChunkSeed> seed) {
        return switch (value) {
            case UNSIGNED -> new PayloadMode.Unsigned();
            case STREAMING_SIGNED -> new PayloadMode.StreamingSigned(seed.get());
            case STREAMING_SIGNED_TRAILER -> new PayloadMode.StreamingSignedTrailer(seed.get());
            case STREAMING_UNSIGNED_TRAILER -> new PayloadMode.StreamingUnsignedTrailer();
            case "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER" ->
                throw new AuthException(
                        AuthException.Kind.NOT_IMPLEMENTED,
                        "Signature Version 4A (AWS4-ECDSA-P256-SHA256) is not implemented.");
            default -> hashed(value);
        };
    }

    private static PayloadMode hashed(String value) {
        if (!HASH.matcher(value).matches()) {
            throw new AuthException(
                            AuthException.Kind.INVALID_ARGUMENT,
                            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                                    + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD,"
                                    + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.")
                    .with("ArgumentName", NAME)
                    .with("ArgumentValue", value);
        }
        return new PayloadMode.Hashed(value.toLowerCase(Locale.ROOT));
    }
}
