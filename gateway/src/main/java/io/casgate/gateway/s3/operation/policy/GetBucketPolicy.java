package io.casgate.gateway.s3.operation.policy;

import io.casgate.auth.policy.S3Action;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.access.AccessDocuments;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.NoInput;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.request.Fields;

/** Tells a bucket's policy, as it was put. */
public final class GetBucketPolicy implements BucketOperation<NoInput> {
    @Override
    public NoInput parse(Fields fields) {
        return NoInput.NONE;
    }

    @Override
    public S3Action action(NoInput input) {
        return S3Action.GET_BUCKET_POLICY;
    }

    @Override
    public Response execute(NoInput input, BucketCall call) {
        OwnPolicies.requireOwner(call);
        String policy = call.bucket().configuration(AccessDocuments.POLICY);
        if (policy == null) {
            throw S3Error.NO_SUCH_BUCKET_POLICY
                    .exception()
                    .with("BucketName", call.bucket().name());
        }
        return Responses.json(policy);
    }
}
