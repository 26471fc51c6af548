package io.casgate.gateway.s3.operation;

import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.http.ResponseBody;
import io.casgate.gateway.s3.xml.XmlWriter;
import java.nio.charset.StandardCharsets;

/** The shapes that responses have. */
public final class Responses {
    private Responses() {}

    public static Response xml(XmlWriter document) {
        return xml(document, Headers.builder());
    }

    public static Response xml(XmlWriter document, Headers.Builder headers) {
        headers.add("Content-Type", "application/xml");
        return new Response(200, headers.build(), new ResponseBody.Bytes(document.toBytes()));
    }

    /** Of a document that was written before. */
    public static Response xml(String document) {
        return text(document, "application/xml");
    }

    public static Response json(String document) {
        return text(document, "application/json");
    }

    private static Response text(String document, String type) {
        return new Response(
                200,
                Headers.builder().add("Content-Type", type).build(),
                ResponseBody.of(document.getBytes(StandardCharsets.UTF_8)));
    }

    public static Response noContent() {
        return Response.empty(204, Headers.EMPTY);
    }
}
