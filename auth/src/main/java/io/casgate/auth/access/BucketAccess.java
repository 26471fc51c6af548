package io.casgate.auth.access;

import io.casgate.auth.acl.Acl;
import io.casgate.auth.policy.BucketPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What a bucket's configuration says about access. The list's owner is the bucket's owner.
 *
 * @param name of the bucket
 */
public record BucketAccess(
        String name,
        Acl acl,
        @Nullable BucketPolicy policy,
        PublicAccessBlock publicAccessBlock,
        ObjectOwnership ownership) {
    /** A canonical id. */
    public String owner() {
        return acl.owner();
    }

    /** Whether everyone may do something, as GetBucketPolicyStatus tells it. */
    public boolean isPublic() {
        return (policy != null && policy.isPublic()) || (!ownership.disablesAcls() && acl.isPublic());
    }
}
