package io.casgate.gateway.s3.operation.lifecycle;

import io.casgate.auth.policy.S3Action;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.lifecycle.Lifecycle;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.NoInput;
import io.casgate.gateway.s3.request.Fields;

/** Takes a bucket's lifecycle rules away; that it has none is a success. */
public final class DeleteBucketLifecycle implements BucketOperation<NoInput> {
    private final Lifecycle lifecycle;

    public DeleteBucketLifecycle(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public NoInput parse(Fields fields) {
        return NoInput.NONE;
    }

    @Override
    public S3Action action(NoInput input) {
        return S3Action.PUT_LIFECYCLE_CONFIGURATION;
    }

    @Override
    public Response execute(NoInput input, BucketCall call) {
        lifecycle.remove(call.bucket());
        return Response.empty(204, Headers.EMPTY);
    }
}
