package io.casgate.gateway.s3.request;

import io.casgate.gateway.s3.error.S3Error;
import java.nio.charset.StandardCharsets;

/** The names that objects may have: any text of 1 to 1024 bytes in UTF-8. */
public final class KeyName {
    private static final int MAX_BYTES = 1024;

    private KeyName() {}

    /**
     * The key, which is not empty, when it is not too long.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception KeyTooLongError, or InvalidURI when it is half a surrogate pair
     */
    public static String requireValid(String key) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
            throw S3Error.INVALID_URI.exception();
        }
        int size = key.getBytes(StandardCharsets.UTF_8).length;
        if (size > MAX_BYTES) {
            throw S3Error.KEY_TOO_LONG
                    .exception()
                    .with("Size", Integer.toString(size))
                    .with("MaxSizeAllowed", Integer.toString(MAX_BYTES));
        }
        return key;
    }
}
