package io.casgate.cassandra;

/** The cluster's schema is not one that this gateway may work with. The message says what to do; trying again is no use. */
public final class SchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SchemaException(String message) {
        super(message);
    }
}
