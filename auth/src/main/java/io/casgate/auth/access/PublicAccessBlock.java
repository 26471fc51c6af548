package io.casgate.auth.access;

import io.casgate.auth.acl.Acl;
import io.casgate.auth.policy.BucketPolicy;

/**
 * What a bucket refuses to the public, whatever its policy and its lists grant.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">AWS:
 *     Blocking public access to your Amazon S3 storage</a>
 */
public record PublicAccessBlock(
        boolean blockPublicAcls, boolean ignorePublicAcls, boolean blockPublicPolicy, boolean restrictPublicBuckets) {
    public static final PublicAccessBlock NOTHING = new PublicAccessBlock(false, false, false, false);
    public static final PublicAccessBlock EVERYTHING = new PublicAccessBlock(true, true, true, true);

    /** Whether this list may not be set: the answer is AccessDenied. */
    public boolean refuses(Acl acl) {
        return blockPublicAcls && acl.isPublic();
    }

    /** Whether this policy may not be set: the answer is AccessDenied. */
    public boolean refuses(BucketPolicy policy) {
        return blockPublicPolicy && policy.isPublic();
    }
}
