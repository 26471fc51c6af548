package io.casgate.auth.policy;

/** A text is not a policy that a bucket can have: AWS's error MalformedPolicy. The message is for the client. */
public final class MalformedPolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedPolicyException(String message) {
        super(message, null, false, false);
    }
}
