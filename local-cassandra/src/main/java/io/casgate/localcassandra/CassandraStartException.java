package io.casgate.localcassandra;

/** Cassandra cannot start. The message is one sentence for the person who started it: what is wrong and what to do. */
public final class CassandraStartException extends Exception {
    private static final long serialVersionUID = 1;

    public CassandraStartException(String message) {
        super(message);
    }

    public CassandraStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
