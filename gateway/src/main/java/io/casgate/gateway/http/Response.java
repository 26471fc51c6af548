package io.casgate.gateway.http;

/**
 * What a handler answers. The transport adds Date, Server, Connection and, from the body, Content-Length.
 *
 * @param operation what was asked for, under which the request is counted; one of few names
 */
public record Response(int status, Headers headers, ResponseBody body, String operation) {
    /** The operation of what could not be told. */
    public static final String NO_OPERATION = "-";

    public Response(int status, Headers headers, ResponseBody body) {
        this(status, headers, body, NO_OPERATION);
    }

    public static Response empty(int status, Headers headers) {
        return new Response(status, headers, ResponseBody.NONE);
    }

    /** The same, as the answer to {@code operation}. */
    public Response to(String operation) {
        return new Response(status, headers, body, operation);
    }

    /** The same, with more headers. */
    public Response with(Headers more) {
        Headers.Builder all = Headers.builder();
        headers.forEach(all::add);
        more.forEach(all::add);
        return new Response(status, all.build(), body, operation);
    }
}
