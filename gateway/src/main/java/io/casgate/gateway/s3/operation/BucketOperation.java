package io.casgate.gateway.s3.operation;

import io.casgate.auth.policy.S3Action;
import io.casgate.gateway.http.Response;

/** An operation on a bucket, which must exist. */
public non-sealed interface BucketOperation<I> extends Operation<I> {
    /**
     * What the requester must be allowed to do. When it is done to the bucket, it is allowed when the operation is executed;
     * when it is done to what the body names, only the operation can ask.
     */
    S3Action action(I input);

    Response execute(I input, BucketCall call);
}
