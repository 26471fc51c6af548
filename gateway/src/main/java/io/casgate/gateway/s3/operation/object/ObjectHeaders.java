package io.casgate.gateway.s3.operation.object;

import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.StoredObject;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.s3.request.HttpDates;
import io.casgate.gateway.s3.request.KeptHeaders;
import io.casgate.gateway.s3.request.MetadataText;
import java.util.Map;
import java.util.TreeMap;

/** The headers that describe an object in a response. */
public final class ObjectHeaders {
    private ObjectHeaders() {}

    public static String quoted(String etag) {
        return '"' + etag + '"';
    }

    /** Those by which clients tell versions of an object apart. */
    private static Headers.Builder validators(StoredObject object) {
        return Headers.builder()
                .add("Last-Modified", HttpDates.header(object.lastModified()))
                .add("ETag", quoted(object.attributes().etag()));
    }

    /** What 304 repeats of the 200 that it stands for: RFC 9110, section 15.4.5. */
    public static Headers.Builder notModified(StoredObject object, Map<String, String> overrides) {
        Headers.Builder headers = validators(object);
        kept(object, overrides).forEach((name, value) -> {
            if (name.equals("cache-control") || name.equals("expires")) {
                headers.add(capitalised(name), value);
            }
        });
        return headers;
    }

    /**
     * All but those of the checksum and of the range.
     *
     * @param overrides values that replace the object's own, by lower-case name
     */
    public static Headers.Builder describe(StoredObject object, Map<String, String> overrides) {
        ObjectAttributes attributes = object.attributes();
        Headers.Builder headers = validators(object).add("Accept-Ranges", "bytes");
        kept(object, overrides).forEach((name, value) -> headers.add(capitalised(name), value));
        new TreeMap<>(attributes.metadata())
                .forEach((name, value) -> headers.add(
                        KeptHeaders.USER_METADATA + name,
                        MetadataText.ofOctets(value).headerValue()));
        if (!attributes.tags().isEmpty()) {
            headers.add(
                    "x-amz-tagging-count", Integer.toString(attributes.tags().size()));
        }
        return headers;
    }

    private static Map<String, String> kept(StoredObject object, Map<String, String> overrides) {
        Map<String, String> kept = new TreeMap<>(object.attributes().headers());
        kept.putAll(overrides);
        return kept;
    }

    /** Content-Type for content-type; AWS's own headers stay in lower case. */
    private static String capitalised(String name) {
        if (name.startsWith("x-amz-")) {
            return name;
        }
        StringBuilder capitalised = new StringBuilder(name);
        for (int i = 0; i < name.length(); i++) {
            if (i == 0 || name.charAt(i - 1) == '-') {
                capitalised.setCharAt(i, Character.toUpperCase(name.charAt(i)));
            }
        }
        return capitalised.toString();
    }
}
