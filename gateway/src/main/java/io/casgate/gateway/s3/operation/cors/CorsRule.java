package io.casgate.gateway.s3.operation.cors;

import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.xml.XmlElement;
import io.casgate.gateway.s3.xml.XmlWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of some origins send some requests. Origins and allowed headers may have one '*' each, for any text.
 *
 * @param allowedOrigins one at least
 * @param allowedMethods one at least
 * @param maxAgeSeconds how long browsers may remember it, or null
 */
record CorsRule(
        @Nullable String id,
        List<String> allowedOrigins,
        List<String> allowedMethods,
        List<String> allowedHeaders,
        List<String> exposeHeaders,
        @Nullable Integer maxAgeSeconds) {
    /** What pages may be let do. */
    static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE", "HEAD");

    private static final int MAX_ID = 255;

    CorsRule {
        allowedOrigins = List.copyOf(allowedOrigins);
        allowedMethods = List.copyOf(allowedMethods);
        allowedHeaders = List.copyOf(allowedHeaders);
        exposeHeaders = List.copyOf(exposeHeaders);
    }

    /**
     * Reads a CORSRule element.
     *
     * @throws S3Exception MalformedXML, or InvalidRequest when its values are not as AWS takes them
     */
    static CorsRule read(XmlElement element) {
        CorsRule rule = new CorsRule(
                element.optionalText("ID"),
                texts(element, "AllowedOrigin"),
                texts(element, "AllowedMethod"),
                texts(element, "AllowedHeader"),
                texts(element, "ExposeHeader"),
                seconds(element.optionalText("MaxAgeSeconds")));
        rule.requireValid();
        return rule;
    }

    private static List<String> texts(XmlElement element, String name) {
        return element.children(name).stream()
                .map(child -> child.text().strip())
                .toList();
    }

    private static @Nullable Integer seconds(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!text.strip().matches("\\d{1,9}")) {
            throw S3Error.MALFORMED_XML.exception();
        }
        return Integer.valueOf(text.strip());
    }

    private void requireValid() {
        if (allowedOrigins.isEmpty() || allowedMethods.isEmpty()) {
            throw S3Error.MALFORMED_XML.exception();
        }
        if (id != null && id.length() > MAX_ID) {
            throw invalid("The ID of a rule has at most " + MAX_ID + " characters.");
        }
        for (String method : allowedMethods) {
            if (!METHODS.contains(method)) {
                throw invalid("Found unsupported HTTP method in CORS config. Unsupported method is " + method);
            }
        }
        allowedOrigins.forEach(origin -> requireOneWildcard("AllowedOrigin", origin));
        allowedHeaders.forEach(header -> requireOneWildcard("AllowedHeader", header));
        for (String header : exposeHeaders) {
            requireHeaderText(header);
            if (header.contains("*")) {
                throw invalid("ExposeHeader \"" + header
                        + "\" contains wildcard. We currently do not support wildcard for ExposeHeader.");
            }
        }
    }

    private static void requireOneWildcard(String element, String text) {
        if (text.indexOf('*') != text.lastIndexOf('*')) {
            throw invalid(element + " \"" + text + "\" can not have more than one wildcard.");
        }
    }

    /** It is sent as it is. */
    private static void requireHeaderText(String header) {
        if (!header.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw invalid("ExposeHeader \"" + header + "\" is not the name of a header.");
        }
    }

    private static S3Exception invalid(String message) {
        return S3Error.INVALID_REQUEST.exception(message);
    }

    /** Whether a page of {@code origin} may send a request by {@code method} with these headers. */
    boolean allows(String origin, String method, List<String> headers) {
        return allowedMethods.contains(method)
                && allowedOrigins.stream().anyMatch(pattern -> matches(pattern, origin))
                && headers.stream().allMatch(this::allowsHeader);
    }

    /** Whether any page may, which needs no credentials. */
    boolean allowsAnyOrigin() {
        return allowedOrigins.contains("*");
    }

    private boolean allowsHeader(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return allowedHeaders.stream().anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), name));
    }

    private static boolean matches(String pattern, String text) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(text);
        }
        return text.length() >= pattern.length() - 1
                && text.startsWith(pattern.substring(0, star))
                && text.endsWith(pattern.substring(star + 1));
    }

    void write(XmlWriter xml) {
        xml.begin("CORSRule");
        allowedHeaders.forEach(header -> xml.element("AllowedHeader", header));
        allowedMethods.forEach(method -> xml.element("AllowedMethod", method));
        allowedOrigins.forEach(origin -> xml.element("AllowedOrigin", origin));
        exposeHeaders.forEach(header -> xml.element("ExposeHeader", header));
        xml.optional("ID", id);
        xml.optional("MaxAgeSeconds", maxAgeSeconds == null ? null : maxAgeSeconds.toString());
        xml.end();
    }
}
