package io.casgate.gateway.http;

/** Why the transport itself answers a request, without asking the {@link Handler}. */
public enum Refusal {
    /** The bytes are not an HTTP/1.1 request, or could be read as two different ones (request smuggling). */
    MALFORMED(400),
    /** The request line is longer than the configured limit. */
    REQUEST_LINE_TOO_LONG(414),
    /** The header fields are larger than the configured limit. */
    HEADERS_TOO_LARGE(431),
    /** A transfer coding other than {@code chunked}. */
    UNKNOWN_TRANSFER_CODING(501),
    /** Neither HTTP/1.0 nor HTTP/1.1. */
    UNKNOWN_VERSION(505),
    /** The head of the request did not arrive in time. */
    TIMED_OUT(408),
    /** As many requests as configured are being handled already. */
    OVERLOADED(503),
    /** The handler failed. */
    HANDLER_FAILED(500);

    private final int status;

    Refusal(int status) {
        this.status = status;
    }

    /** The status that RFC 9110 (or RFC 6585 for 431) has for this; a protocol above may have another. */
    public int status() {
        return status;
    }
}
