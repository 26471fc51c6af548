package io.casgate.gateway.s3.operation.form;

import io.casgate.auth.FormFields;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Request;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.http.ResponseBody;
import io.casgate.gateway.s3.request.PercentEncoding;
import io.casgate.gateway.s3.xml.XmlWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the browser is told of an upload that succeeded: where to go, or what is there now. */
sealed interface SuccessAction {
    /** Go there, with bucket, key and ETag in the query. */
    record Redirect(URI location) implements SuccessAction {}

    /** 200 and 204 without a body, 201 with one. */
    record Status(int code) implements SuccessAction {}

    /** What the form wants; what cannot be meant is as good as nothing: 204. */
    static SuccessAction in(FormFields form) {
        String old = form.get("redirect");
        URI location = uri(
                Objects.requireNonNullElse(form.get("success_action_redirect"), Objects.requireNonNullElse(old, "")));
        if (location != null) {
            return new Redirect(location);
        }
        return switch (form.get("success_action_status")) {
            case "200" -> new Status(200);
            case "201" -> new Status(201);
            case null, default -> new Status(204);
        };
    }

    private static @Nullable URI uri(String text) {
        try {
            URI uri = new URI(text.strip());
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /**
     * The response.
     *
     * @param etag with its quotes
     * @param described the object's headers
     */
    default Response answer(Request request, String bucket, String key, String etag, Headers described) {
        return switch (this) {
            case Redirect(URI location) ->
                Response.empty(303, withLocation(described, redirection(location, bucket, key, etag)));
            case Status(int code) -> {
                String url = url(request, key);
                ResponseBody body = code == 201 ? document(url, bucket, key, etag) : ResponseBody.NONE;
                yield new Response(code, withType(withLocation(described, url), code), body);
            }
        };
    }

    private static String redirection(URI location, String bucket, String key, String etag) {
        String url = location.toASCIIString();
        int fragment = url.indexOf('#');
        String before = fragment < 0 ? url : url.substring(0, fragment);
        String after = fragment < 0 ? "" : url.substring(fragment);
        return before
                + (before.indexOf('?') < 0 ? '?' : '&')
                + "bucket=" + PercentEncoding.encode(bucket)
                + "&key=" + PercentEncoding.encode(key)
                + "&etag=" + PercentEncoding.encode(etag)
                + after;
    }

    /** The object as the client addresses its bucket. */
    private static String url(Request request, String key) {
        String scheme = request.secure() ? "https://" : "http://";
        String host = Objects.requireNonNullElse(request.headers().first("Host"), "");
        String path = request.rawPath();
        return scheme + host + path + (path.endsWith("/") ? "" : "/") + PercentEncoding.encode(key);
    }

    private static ResponseBody document(String url, String bucket, String key, String etag) {
        XmlWriter xml = XmlWriter.plainDocument("PostResponse")
                .element("Location", url)
                .element("Bucket", bucket)
                .element("Key", key)
                .element("ETag", etag);
        return new ResponseBody.Bytes(xml.toBytes());
    }

    private static Headers withLocation(Headers described, String location) {
        Headers.Builder headers = Headers.builder();
        described.forEach(headers::add);
        return headers.add("Location", location).build();
    }

    private static Headers withType(Headers described, int code) {
        Headers.Builder headers = Headers.builder();
        described.forEach(headers::add);
        return code == 201 ? headers.add("Content-Type", "application/xml").build() : described;
    }
}
