package io.casgate.bench.s3;

/** What is looked at in the body of a GET's answer. */
public enum Verification {
    LENGTH,
    /** Each byte, against the same content generated again. */
    BYTES
}
