package io.casgate.gateway.s3.request;

import io.casgate.catalog.VersionId;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import org.jspecify.annotations.Nullable;

/** The object that x-amz-copy-source names; {@code version} is null for the current one. */
public record CopySource(
        String bucket, String key, @Nullable VersionId version) {
    /** What the headers of conditions on the source begin with. */
    public static final String CONDITIONS = "x-amz-copy-source-";

    private static final String HEADER = "x-amz-copy-source";
    private static final String VERSION = "?versionId=";

    /** Whether the request copies. */
    public static boolean isIn(Fields fields) {
        return fields.header(HEADER) != null;
    }

    /** The source that the request names, as in {@link #parse(String)}. */
    public static CopySource parse(Fields fields) {
        return parse(String.valueOf(fields.header(HEADER)));
    }

    /**
     * Reads {@code bucket/key} or {@code /bucket/key}, percent-encoded or not, with or without {@code ?versionId=}.
     *
     * @throws S3Exception InvalidArgument
     */
    public static CopySource parse(String header) {
        int query = header.indexOf(VERSION);
        VersionId version = Fields.versionId(HEADER, query < 0 ? null : header.substring(query + VERSION.length()));
        String path = PercentEncoding.decodePath(query < 0 ? header : header.substring(0, query));
        if (path == null) {
            throw invalid("Invalid copy source encoding.", header);
        }
        String name = path.startsWith("/") ? path.substring(1) : path;
        int slash = name.indexOf('/');
        if (slash < 1) {
            throw invalid("Invalid copy source bucket name", header);
        }
        if (slash == name.length() - 1) {
            throw invalid("Invalid copy source object key", header);
        }
        return new CopySource(name.substring(0, slash), KeyName.requireValid(name.substring(slash + 1)), version);
    }

    private static S3Exception invalid(String message, String value) {
        return S3Error.INVALID_ARGUMENT
                .exception(message)
                .with("ArgumentName", HEADER)
                .with("ArgumentValue", value);
    }
}
