package io.casgate.gateway.s3.request;

import io.casgate.gateway.s3.error.S3Error;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The headers that are kept with an object and come back with it. Values are octets, one per char, as they came.
 *
 * @param headers the standard ones, x-amz-website-redirect-location and x-amz-storage-class, by lower-case name; STANDARD
 *     is left out
 * @param metadata the user's, by lower-case name without x-amz-meta-
 */
public record KeptHeaders(Map<String, String> headers, Map<String, String> metadata) {
    public static final String STORAGE_CLASS = "x-amz-storage-class";
    public static final String REDIRECT = "x-amz-website-redirect-location";
    public static final String USER_METADATA = "x-amz-meta-";

    private static final String CONTENT_TYPE = "content-type";
    private static final String DEFAULT_TYPE = "binary/octet-stream";
    private static final String CONTENT_ENCODING = "content-encoding";
    private static final String STANDARD = "STANDARD";
    private static final int MAX_USER_METADATA = 2048;
    private static final List<String> AS_THEY_ARE =
            List.of("cache-control", "content-disposition", "content-language", "expires", REDIRECT);
    private static final Set<String> STORAGE_CLASSES = Set.of(
            STANDARD,
            "REDUCED_REDUNDANCY",
            "STANDARD_IA",
            "ONEZONE_IA",
            "INTELLIGENT_TIERING",
            "GLACIER",
            "GLACIER_IR",
            "DEEP_ARCHIVE");

    public KeptHeaders {
        headers = Map.copyOf(headers);
        metadata = Map.copyOf(metadata);
    }

    public static KeptHeaders parse(Fields fields) {
        Map<String, String> headers = new HashMap<>();
        headers.put(CONTENT_TYPE, DEFAULT_TYPE);
        keep(headers, CONTENT_TYPE, fields.header(CONTENT_TYPE));
        AS_THEY_ARE.forEach(name -> keep(headers, name, fields.header(name)));
        keep(headers, CONTENT_ENCODING, withoutFraming(fields.header(CONTENT_ENCODING)));
        keep(headers, STORAGE_CLASS, storageClass(fields.header(STORAGE_CLASS)));
        requireRedirect(headers.get(REDIRECT));
        return new KeptHeaders(headers, userMetadata(fields));
    }

    private static void keep(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            headers.put(name, value);
        }
    }

    /** aws-chunked says how the request is framed, not how the object is encoded. Without it, nothing is changed. */
    private static @Nullable String withoutFraming(@Nullable String contentEncoding) {
        if (contentEncoding == null) {
            return null;
        }
        List<String> codings =
                Arrays.stream(contentEncoding.split(",", -1)).map(String::strip).toList();
        List<String> kept = codings.stream()
                .filter(coding -> !coding.equalsIgnoreCase("aws-chunked"))
                .toList();
        return kept.size() == codings.size() ? contentEncoding : String.join(", ", kept);
    }

    private static @Nullable String storageClass(@Nullable String name) {
        if (name != null && !STORAGE_CLASSES.contains(name)) {
            throw S3Error.INVALID_STORAGE_CLASS.exception().with("StorageClassRequested", name);
        }
        return STANDARD.equals(name) ? null : name;
    }

    private static void requireRedirect(@Nullable String location) {
        if (location != null && !location.matches("(?s)(/|https?://).*")) {
            throw S3Error.INVALID_REQUEST.exception(
                    "The website redirect location must have a prefix of 'http://' or 'https://' or '/'.");
        }
    }

    private static Map<String, String> userMetadata(Fields fields) {
        Map<String, String> metadata = new HashMap<>();
        fields.forEachHeader(
                USER_METADATA, (name, value) -> metadata.put(name.substring(USER_METADATA.length()), value));
        int size = metadata.entrySet().stream()
                .mapToInt(field -> field.getKey().length()
                        + MetadataText.ofOctets(field.getValue()).utf8Length())
                .sum();
        if (size > MAX_USER_METADATA) {
            throw S3Error.METADATA_TOO_LARGE
                    .exception()
                    .with("Size", Integer.toString(size))
                    .with("MaxSizeAllowed", Integer.toString(MAX_USER_METADATA));
        }
        return metadata;
    }
}
