package io.casgate.auth.policy;

/** What a policy says to a request. */
public enum Verdict {
    /** A statement allows it and none denies it. */
    ALLOW,
    /** A statement denies it, whatever others say. */
    EXPLICIT_DENY,
    /** No statement is about it. */
    NO_MATCH
}
