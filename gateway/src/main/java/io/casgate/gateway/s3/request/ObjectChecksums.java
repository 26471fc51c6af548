package io.casgate.gateway.s3.request;

import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.digest.ChecksumType;
import io.casgate.gateway.s3.error.S3Error;
import org.jspecify.annotations.Nullable;

/** Which checksum an object is to have, as headers have it. */
public final class ObjectChecksums {
    public static final String ALGORITHM = "x-amz-checksum-algorithm";
    public static final String TYPE = "x-amz-checksum-type";

    private ObjectChecksums() {}

    /** Null when none is asked for. */
    public static @Nullable ChecksumAlgorithm algorithm(Fields fields) {
        String value = fields.header(ALGORITHM);
        return value == null
                ? null
                : ChecksumAlgorithm.parse(value)
                        .orElseThrow(() -> S3Error.INVALID_REQUEST.exception(
                                "Checksum algorithm provided is unsupported. Please try again with any of the valid"
                                        + " types"));
    }

    /** Null when none is asked for. */
    public static @Nullable ChecksumType type(Fields fields) {
        String value = fields.header(TYPE);
        if (value == null) {
            return null;
        }
        return switch (value) {
            case "COMPOSITE" -> ChecksumType.COMPOSITE;
            case "FULL_OBJECT" -> ChecksumType.FULL_OBJECT;
            default -> throw S3Error.INVALID_REQUEST.exception("Value for " + TYPE + " header is invalid.");
        };
    }
}
