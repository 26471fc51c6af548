package io.casgate.gateway.s3.request;

import io.casgate.catalog.VersionId;
import io.casgate.gateway.s3.error.S3Error;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an object is to be read.
 *
 * @param version null for the current one
 * @param range null for all of it
 * @param ifRange under which the range counts, or null
 * @param partNumber of the part to read, or null; never together with a range
 * @param overrides headers that replace the object's own in the response, by lower-case name
 */
public record ReadOptions(
        @Nullable VersionId version,
        Preconditions preconditions,
        @Nullable ByteRange range,
        @Nullable IfRange ifRange,
        @Nullable Integer partNumber,
        ChecksumMode checksumMode,
        Map<String, String> overrides) {

    /** Whether the response tells the object's checksum: x-amz-checksum-mode. */
    public enum ChecksumMode {
        ENABLED,
        DISABLED
    }

    private static final Map<String, String> OVERRIDABLE = Map.of(
            "response-content-type", "content-type",
            "response-content-language", "content-language",
            "response-expires", "expires",
            "response-cache-control", "cache-control",
            "response-content-disposition", "content-disposition",
            "response-content-encoding", "content-encoding");

    public ReadOptions {
        overrides = Map.copyOf(overrides);
    }

    public static ReadOptions parse(Fields fields) {
        String range = fields.header("Range");
        String ifRange = fields.header("If-Range");
        Integer partNumber = fields.query().has("partNumber") ? PartNumber.parse(fields.query()) : null;
        if (range != null && partNumber != null) {
            throw S3Error.INVALID_REQUEST.exception("Cannot specify both Range header and partNumber query parameter");
        }
        return new ReadOptions(
                fields.versionId(),
                Preconditions.parse(fields, ""),
                range == null ? null : ByteRange.parse(range),
                ifRange == null ? null : IfRange.parse(ifRange),
                partNumber,
                "ENABLED".equalsIgnoreCase(fields.header("x-amz-checksum-mode"))
                        ? ChecksumMode.ENABLED
                        : ChecksumMode.DISABLED,
                overrides(fields.query()));
    }

    /** Whether the range is to be taken of an object with this ETag, unquoted; if not, all of the object is. */
    public boolean rangeHolds(String etag, Instant lastModified) {
        return ifRange == null || ifRange.holds(etag, lastModified);
    }

    private static Map<String, String> overrides(Query query) {
        Map<String, String> overrides = new TreeMap<>();
        OVERRIDABLE.forEach((parameter, header) -> {
            String value = query.nonEmpty(parameter);
            if (value != null) {
                overrides.put(header, Fields.octets(parameter, value));
            }
        });
        return overrides;
    }
}
