package io.casgate.gateway.http;

/**
 * Answers requests. Called on a virtual thread per request; may block. A request body that the handler has not read to
 * its end is drained within a bound, or the connection is closed after the response.
 */
@FunctionalInterface
public interface Handler {
    Response handle(Request request);
}
