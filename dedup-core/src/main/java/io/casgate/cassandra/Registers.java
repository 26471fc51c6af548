package io.casgate.cassandra;

/** How far the order of the changes of one register (a head, a bucket's name) reaches. */
public enum Registers {
    /** Linearizable for gateways in any data centre; a change waits for a quorum of all replicas. */
    GLOBAL,
    /**
     * Linearizable among the gateways of the local data centre only; a change waits for no other. Correct only while
     * all gateways that write use the same local data centre.
     */
    LOCAL
}
