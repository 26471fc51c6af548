package io.casgate.auth;

/** Who sent a request, and how its body comes. */
public sealed interface Authentication {
    PayloadMode payload();

    /** Nobody in particular: the request carries no signature. */
    record Anonymous(PayloadMode payload) implements Authentication {}

    /** Whoever knows the identity's secret key: the signature of the request's head was verified. */
    record Authenticated(Identity identity, PayloadMode payload) implements Authentication {}
}
