package io.casgate.gateway.s3.operation.policy;

import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.BucketCall;

/** Policies are the affair of the bucket owner's account alone, whomever else one may allow to change them. */
final class OwnPolicies {
    private OwnPolicies() {}

    /**
     * Lets the bucket's owner pass.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception MethodNotAllowed, as on AWS for those who have the permission only
     */
    static void requireOwner(BucketCall call) {
        if (!call.requester().is(call.bucket().owner())) {
            throw S3Error.METHOD_NOT_ALLOWED
                    .exception()
                    .with("Method", call.http().method())
                    .with("ResourceType", "BUCKETPOLICY");
        }
    }
}
