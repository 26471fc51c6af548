package io.casgate.gateway.s3.operation;

import io.casgate.auth.policy.S3Action;
import io.casgate.gateway.http.Response;

/** An operation that needs no bucket. */
public non-sealed interface ServiceOperation<I> extends Operation<I> {
    /** What the requester must be allowed to do. */
    S3Action action();

    Response execute(I input, Call call);
}
