package io.casgate.auth.acl;

import io.casgate.auth.policy.S3Action;
import org.jspecify.annotations.Nullable;

/**
 * Which permission lets whom do what. Lists permit much less than policies can.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#acl-access-policy-permission-mapping">
 *     AWS: Mapping of ACL permissions and access policy permissions</a>
 */
public final class AclRights {
    private AclRights() {}

    /** The permission that must be granted on the bucket, or null when none there helps. */
    public static @Nullable Permission onBucket(S3Action action) {
        return switch (action) {
            case LIST_BUCKET, LIST_BUCKET_VERSIONS, LIST_BUCKET_MULTIPART_UPLOADS -> Permission.READ;
            case PUT_OBJECT, DELETE_OBJECT -> Permission.WRITE;
            case GET_BUCKET_ACL -> Permission.READ_ACP;
            case PUT_BUCKET_ACL -> Permission.WRITE_ACP;
            default -> null;
        };
    }

    /** The permission that must be granted on the object, or null when none there helps. */
    public static @Nullable Permission onObject(S3Action action) {
        return switch (action) {
            case GET_OBJECT, GET_OBJECT_VERSION, GET_OBJECT_TORRENT -> Permission.READ;
            case GET_OBJECT_ACL, GET_OBJECT_VERSION_ACL -> Permission.READ_ACP;
            case PUT_OBJECT_ACL, PUT_OBJECT_VERSION_ACL -> Permission.WRITE_ACP;
            default -> null;
        };
    }
}
