package io.casgate.gateway.s3.operation;

/** What those operations need to know of a request that need to know nothing. */
public enum NoInput {
    NONE
}
