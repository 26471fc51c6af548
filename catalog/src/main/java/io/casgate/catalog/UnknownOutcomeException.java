package io.casgate.catalog;

/**
 * A change may or may not have been made, and Cassandra did not answer the question either. The caller must assume both:
 * answer 503, and {@linkplain io.casgate.dedup.PendingContent#leave() leave} the content to the collector.
 */
public final class UnknownOutcomeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownOutcomeException(String message) {
        super(message);
    }

    public UnknownOutcomeException(String message, Throwable cause) {
        super(message, cause);
    }
}
