package io.casgate.gateway.s3.website;

import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Request;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.http.ResponseBody;
import io.casgate.gateway.s3.error.S3Exception;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Failures as pages for people. */
final class ErrorPages {
    private final String hostId;

    /** Pages that tell {@code hostId} as the HostId. */
    ErrorPages(String hostId) {
        this.hostId = hostId;
    }

    /**
     * The page of a failure.
     *
     * @param ofErrorDocument why the site's own page cannot be shown, or null when it has none
     */
    Response render(Request request, S3Exception failure, @Nullable S3Exception ofErrorDocument) {
        String title = HttpResponseStatus.valueOf(failure.error().status()).toString();
        StringBuilder page = new StringBuilder("<html>\n<head><title>")
                .append(title)
                .append("</title></head>\n<body>\n<h1>")
                .append(title)
                .append("</h1>\n<ul>\n");
        items(page, failure);
        item(page, "RequestId", request.id());
        item(page, "HostId", hostId);
        page.append("</ul>\n");
        if (ofErrorDocument != null) {
            page.append("<h3>An Error Occurred While Attempting to Retrieve a Custom Error Document</h3>\n<ul>\n");
            items(page, ofErrorDocument);
            page.append("</ul>\n");
        }
        page.append("<hr/>\n</body>\n</html>\n");
        Headers.Builder headers = Headers.builder()
                .add("x-amz-error-code", failure.error().code())
                .add("x-amz-error-message", failure.error().message());
        failure.headers().forEach(headers::add);
        headers.add("Content-Type", "text/html; charset=utf-8");
        return new Response(
                failure.error().status(),
                headers.build(),
                ResponseBody.of(page.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static void items(StringBuilder page, S3Exception failure) {
        item(page, "Code", failure.error().code());
        item(page, "Message", failure.message());
        failure.details().forEach((name, value) -> item(page, name, value));
    }

    private static void item(StringBuilder page, String name, String value) {
        page.append("<li>").append(name).append(": ").append(escaped(value)).append("</li>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
