package io.casgate.gateway.http;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the transport listens and what it allows; {@code conf/casgate.conf} explains each value.
 *
 * @param eventLoops threads that frame and flush; at least 1
 * @param maxConnections beyond it, connections wait in the listen backlog
 * @param maxRequests being handled at one time; beyond it, requests are refused as {@link Refusal#OVERLOADED}
 */
public record HttpSettings(
        InetSocketAddress listen,
        Optional<TlsFiles> tls,
        int eventLoops,
        int maxConnections,
        int maxRequests,
        Limits limits,
        Timeouts timeouts) {
    public HttpSettings {
        require(eventLoops > 0, "event-loops must be at least 1");
        require(maxConnections > 0, "max-connections must be at least 1");
        require(maxRequests > 0, "max-requests must be at least 1");
    }

    /** A certificate chain and its key (PKCS #8, not encrypted), both PEM. */
    public record TlsFiles(Path certificates, Path key) {}

    /**
     * Sizes in bytes.
     *
     * @param requestLine of the longest request line
     * @param headers of all header fields of a request
     * @param bodyWindow of a request's body that may wait for the handler, before reading pauses
     * @param responseWindow of a response that may wait for the client, before the handler's source pauses
     * @param drain of a body that nobody read, that is still taken to keep the connection
     * @param bodyRate per second, of a body that is being read and later than {@link Timeouts#body} in it
     */
    public record Limits(int requestLine, int headers, int bodyWindow, int responseWindow, int drain, int bodyRate) {
        public Limits {
            require(requestLine >= 1024, "request-line must be at least 1 KiB");
            require(headers >= 1024, "headers must be at least 1 KiB");
            require(bodyWindow >= 16 * 1024, "body-window must be at least 16 KiB");
            require(responseWindow >= 16 * 1024, "response-window must be at least 16 KiB");
            require(drain >= 0, "drain must not be negative");
            require(bodyRate >= 1, "body-rate must be at least 1");
        }
    }

    /**
     * How long to wait.
     *
     * @param header from the first byte of a request's head to its last
     * @param keepAlive without a request on an open connection
     * @param body without a byte of a body that is being read
     * @param write without progress of a response
     * @param drain for a body that nobody reads
     * @param stop for requests in flight when the server stops
     */
    public record Timeouts(
            Duration header, Duration keepAlive, Duration body, Duration write, Duration drain, Duration stop) {
        public Timeouts {
            requirePositive(header, "header");
            requirePositive(keepAlive, "keep-alive");
            requirePositive(body, "body");
            requirePositive(write, "write");
            requirePositive(drain, "drain");
            require(!stop.isNegative(), "stop must not be negative");
        }

        private static void requirePositive(Duration duration, String name) {
            require(duration.isPositive(), name + " must be more than nothing");
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
