package io.casgate.auth.access;

/** Whether a request may do what it asks for. */
public sealed interface Decision {
    record Allowed() implements Decision {}

    /** The reason is the message of the error AccessDenied. */
    record Denied(String reason) implements Decision {}

    default boolean isAllowed() {
        return this instanceof Allowed;
    }
}
