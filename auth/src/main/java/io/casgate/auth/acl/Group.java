package io.casgate.auth.acl;

import org.jspecify.annotations.Nullable;

/**
 * The groups that AWS knows.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee">AWS: Who is a
 *     grantee?</a>
 */
public enum Group {
    ALL_USERS("http://acs.amazonaws.com/groups/global/AllUsers"),
    /** Everyone who signs their requests. */
    AUTHENTICATED_USERS("http://acs.amazonaws.com/groups/global/AuthenticatedUsers"),
    LOG_DELIVERY("http://acs.amazonaws.com/groups/s3/LogDelivery");

    private final String uri;

    Group(String uri) {
        this.uri = uri;
    }

    /** The group of that URI, or null. */
    public static @Nullable Group of(String uri) {
        for (Group group : values()) {
            if (group.uri.equals(uri)) {
                return group;
            }
        }
        return null;
    }

    public String uri() {
        return uri;
    }

    /** Whether just anyone belongs to it. */
    public boolean isPublic() {
        return this != LOG_DELIVERY;
    }
}
