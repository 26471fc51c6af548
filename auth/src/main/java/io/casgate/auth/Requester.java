package io.casgate.auth;

/** Who a decision about access is for. */
public sealed interface Requester {
    /** Nobody in particular. */
    record Anonymous() implements Requester {}

    /** Someone who is an account of their own: with the rights that AWS gives to an account's root user. */
    record Known(Identity identity) implements Requester {}

    static Requester of(Authentication authentication) {
        return switch (authentication) {
            case Authentication.Anonymous nobody -> new Anonymous();
            case Authentication.Authenticated someone -> new Known(someone.identity());
        };
    }

    /** Whether this is the account of that canonical id. */
    default boolean is(String canonicalId) {
        return this instanceof Known(Identity identity)
                && identity.canonicalId().equals(canonicalId);
    }
}
