package io.casgate.gateway.http;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * One request and how it was answered.
 *
 * @param method {@code -} when the request could not be read
 * @param path as on the wire, without the query; {@code -} likewise
 * @param operation as the handler named it in {@link Response#operation()}
 * @param status {@link #CLIENT_GONE} when there was nobody to answer
 * @param bytesIn of the body that the handler took
 * @param bytesOut of the body that were handed to the network
 * @param elapsed from the end of the request's head to the end of the response
 */
public record CompletedExchange(
        String requestId,
        InetSocketAddress remote,
        String method,
        String path,
        String operation,
        int status,
        long bytesIn,
        long bytesOut,
        Duration elapsed,
        Outcome outcome) {
    /** In place of a status: the client broke the connection while its request was read. */
    public static final int CLIENT_GONE = 499;

    /** How a response went out. */
    public enum Outcome {
        /** Every byte was handed to the network. */
        SENT,
        /** The connection was broken, by either side, before that. */
        ABORTED
    }
}
