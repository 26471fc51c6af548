package io.casgate.bench.s3;

import io.casgate.bench.http.RequestBody;
import java.util.Map;

/** Proves who sends a request, and brings its body into the form that the proof wants. Safe for many threads. */
@FunctionalInterface
public interface RequestSigner {
    /**
     * Makes a request ready.
     *
     * @param host the value of the Host header
     * @param content the body's bytes, before any framing
     */
    Signed sign(S3Request request, String host, RequestBody content);

    /**
     * A request ready to be sent.
     *
     * @param headers the fields to send, Host included and Content-Length excepted
     * @param body as it goes over the wire
     */
    record Signed(Map<String, String> headers, RequestBody body) {}

    /** For endpoints that let everybody in. */
    static RequestSigner anonymous() {
        return (request, host, content) -> new Signed(Map.of("host", host), content);
    }
}
