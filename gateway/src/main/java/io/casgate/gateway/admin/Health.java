package io.casgate.gateway.admin;

/** Whether this gateway can serve. Called by many threads; must not block. */
public interface Health {
    /** What answers a readiness probe. */
    enum State {
        READY,
        /** Cassandra cannot be reached; requests are answered 503 until it can. */
        CASSANDRA_DOWN
    }

    State state();
}
