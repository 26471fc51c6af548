package io.casgate.gateway.s3.operation.policy;

import io.casgate.auth.policy.S3Action;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.NoInput;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.xml.XmlWriter;

/** Tells whether everyone may do something in a bucket, by its policy or its list. */
public final class GetBucketPolicyStatus implements BucketOperation<NoInput> {
    @Override
    public NoInput parse(Fields fields) {
        return NoInput.NONE;
    }

    @Override
    public S3Action action(NoInput input) {
        return S3Action.GET_BUCKET_POLICY_STATUS;
    }

    @Override
    public Response execute(NoInput input, BucketCall call) {
        boolean isPublic = call.access().bucket().isPublic();
        return Responses.xml(XmlWriter.document("PolicyStatus").element("IsPublic", Boolean.toString(isPublic)));
    }
}
