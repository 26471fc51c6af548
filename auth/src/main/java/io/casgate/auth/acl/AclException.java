package io.casgate.auth.acl;

/** A request names no access control list that could be set. The message is for the client. */
public final class AclException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** AWS's error codes; all go with status 400. */
    public enum Kind {
        ACCESS_CONTROL_LIST_NOT_SUPPORTED,
        INVALID_ARGUMENT,
        INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP,
        INVALID_REQUEST,
        MALFORMED_ACL,
        UNRESOLVABLE_GRANT_BY_EMAIL_ADDRESS
    }

    private final Kind kind;

    public AclException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
