package io.casgate.gateway.s3.operation.tagging;

import io.casgate.auth.policy.S3Action;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketDocument;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.NoInput;
import io.casgate.gateway.s3.request.Fields;

/** Tells a bucket's tags. */
public final class GetBucketTagging implements BucketOperation<NoInput> {
    @Override
    public NoInput parse(Fields fields) {
        return NoInput.NONE;
    }

    @Override
    public S3Action action(NoInput input) {
        return S3Action.GET_BUCKET_TAGGING;
    }

    @Override
    public Response execute(NoInput input, BucketCall call) {
        return BucketDocument.TAGGING.get(call);
    }
}
