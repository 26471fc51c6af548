package io.casgate.gateway.http;

/** A request's body did not arrive whole. */
public final class BodyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The client closed or broke the connection: nobody is there to read an answer. */
        DISCONNECTED,
        /** The body ended before its declared length. */
        INCOMPLETE,
        /** No byte came for longer than the configured time, or they came too slowly. */
        TIMED_OUT,
        /** The transfer coding is not valid. */
        MALFORMED
    }

    private final Reason reason;

    public BodyException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
