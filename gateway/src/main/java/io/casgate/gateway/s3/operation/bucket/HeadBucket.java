package io.casgate.gateway.s3.operation.bucket;

import io.casgate.auth.policy.S3Action;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.NoInput;
import io.casgate.gateway.s3.request.Fields;

/** Says that a bucket exists, and where. */
public final class HeadBucket implements BucketOperation<NoInput> {
    @Override
    public NoInput parse(Fields fields) {
        return NoInput.NONE;
    }

    @Override
    public S3Action action(NoInput input) {
        return S3Action.LIST_BUCKET;
    }

    @Override
    public Response execute(NoInput input, BucketCall call) {
        Headers headers = Headers.builder()
                .add("x-amz-bucket-region", call.bucket().region())
                .add("x-amz-access-point-alias", "false")
                .add("Content-Type", "application/xml")
                .build();
        return Response.empty(200, headers);
    }
}
