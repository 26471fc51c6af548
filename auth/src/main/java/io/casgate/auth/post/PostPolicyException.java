package io.casgate.auth.post;

/** A browser-based upload is not what its policy allows, or the policy is none. The message is for the client. */
public final class PostPolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** AWS's error codes: 403 for the first, 400 for the others. */
    public enum Kind {
        ACCESS_DENIED,
        ENTITY_TOO_LARGE,
        ENTITY_TOO_SMALL,
        INVALID_POLICY_DOCUMENT
    }

    private final Kind kind;

    PostPolicyException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    static PostPolicyException malformed(String why) {
        return new PostPolicyException(Kind.INVALID_POLICY_DOCUMENT, "Invalid Policy: " + why);
    }

    static PostPolicyException violated(String how) {
        return new PostPolicyException(Kind.ACCESS_DENIED, "Invalid according to Policy: " + how);
    }

    public Kind kind() {
        return kind;
    }
}
