package io.casgate.gateway.s3.request;

import io.casgate.catalog.VersionId;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Request;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request's method, target, headers and query, and how their values are read. */
public record Fields(String method, Target target, Headers headers, Query query) {
    private static final String AMZ = "x-amz-";
    /** A token of RFC 9110, section 5.6.2. */
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    public static Fields of(Request request, Target target) {
        return new Fields(request.method(), target, request.headers(), Query.parse(request.rawQuery()));
    }

    /**
     * The header's first value, stripped, or null. Presigned URLs may carry the x-amz- headers in their query: clients
     * hoist them there, and a signed query is as good as a signed header.
     */
    public @Nullable String header(String name) {
        String value = headers.first(name);
        if (value == null && name.startsWith(AMZ)) {
            value = hoisted(name);
        }
        return value == null ? null : value.strip();
    }

    private @Nullable String hoisted(String name) {
        for (String parameter : query.names()) {
            if (parameter.equalsIgnoreCase(name)) {
                return octets(parameter, String.valueOf(query.get(parameter)));
            }
        }
        return null;
    }

    /** Every header whose lower-case name begins with this prefix, hoisted ones too; several values are joined. */
    public void forEachHeader(String prefix, BiConsumer<String, String> action) {
        Map<String, String> found = new TreeMap<>();
        for (String parameter : query.names()) {
            String name = parameter.toLowerCase(Locale.ROOT);
            if (name.startsWith(prefix)) {
                found.put(headerName(name), octets(parameter, String.valueOf(query.get(parameter))));
            }
        }
        headers.byName().forEach((name, values) -> {
            if (name.startsWith(prefix)) {
                found.put(name, String.join(",", values));
            }
        });
        found.forEach(action);
    }

    /** A parameter's name can be any text, that of a header cannot: it may be kept, and sent as one. */
    public static String headerName(String parameter) {
        if (!HEADER_NAME.matcher(parameter).matches()) {
            throw invalid("Header name cannot be represented.", "name", parameter);
        }
        return parameter;
    }

    public @Nullable Instant date(String header) {
        String value = header(header);
        return value == null ? null : HttpDates.parse(value);
    }

    public @Nullable EntityTags entityTags(String header) {
        String value = header(header);
        return value == null ? null : EntityTags.parse(value);
    }

    /** A query parameter that counts something, or {@code fallback} when it is absent or empty. */
    public int count(String parameter, int fallback) {
        return count(parameter, query.nonEmpty(parameter), fallback);
    }

    /** A header that counts something, or {@code fallback} when it is absent. */
    public int headerCount(String header, int fallback) {
        return count(header, header(header), fallback);
    }

    private static int count(String name, @Nullable String value, int fallback) {
        if (value == null) {
            return fallback;
        }
        if (!value.matches("\\d{1,10}") || Long.parseLong(value) > Integer.MAX_VALUE) {
            throw invalid("Provided " + name + " not an integer or within integer range", name, value);
        }
        return Integer.parseInt(value);
    }

    /** Refuses a header whose feature does not exist here. */
    public void refuse(String header) {
        if (header(header) != null) {
            throw notImplemented(header);
        }
    }

    /** Refuses a header unless it says what is so anyway. */
    public void refuseUnless(String header, String... benign) {
        String value = header(header);
        if (value == null) {
            return;
        }
        for (String accepted : benign) {
            if (value.equalsIgnoreCase(accepted)) {
                return;
            }
        }
        throw notImplemented(header);
    }

    /**
     * The text of a query parameter as it goes into a header: UTF-8, one octet per char.
     *
     * @throws S3Exception InvalidArgument when it has control characters, which headers cannot have
     */
    public static String octets(String parameter, String text) {
        if (text.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F)) {
            throw invalid("Header value cannot be represented.", parameter, text);
        }
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    public static S3Exception notImplemented(String header) {
        return S3Error.NOT_IMPLEMENTED.exception().with("Header", header);
    }

    public static S3Exception invalid(String message, String name, String value) {
        return S3Error.INVALID_ARGUMENT
                .exception(message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }

    /** The version that the request is about; null for the current one. */
    public @Nullable VersionId versionId() {
        return versionId("versionId", query.get("versionId"));
    }

    /** A version id in a parameter or header; null stays null. */
    public static @Nullable VersionId versionId(String name, @Nullable String value) {
        return value == null
                ? null
                : VersionId.parse(value).orElseThrow(() -> invalid("Invalid version id specified", name, value));
    }
}
