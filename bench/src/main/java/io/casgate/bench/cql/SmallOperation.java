package io.casgate.bench.cql;

/** Requests of some hundred bytes, of which the gateway needs a few per object and per segment. */
public enum SmallOperation {
    /** A row written at LOCAL_QUORUM. */
    INSERT,
    /** A row read at LOCAL_ONE. */
    READ,
    /** A compare-and-set on a row of its own, at LOCAL_SERIAL. */
    SWAP
}
