package io.casgate.gateway.s3.operation;

import io.casgate.auth.policy.S3Action;
import io.casgate.gateway.http.Response;

/** An operation on a key of a bucket, which must exist. */
public non-sealed interface ObjectOperation<I> extends Operation<I> {
    /**
     * What the requester must be allowed to do. When it is done to the name, it is allowed when the operation is executed;
     * when it is done to the stored object, only the operation can ask, because it finds the object.
     */
    S3Action action(I input);

    Response execute(I input, ObjectCall call);
}
