package io.casgate.gateway.s3.operation.bucket;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Bucket;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.NoInput;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.xml.XmlWriter;

/** Names a bucket's region; us-east-1 is, for historical reasons, the empty one. */
public final class GetBucketLocation implements BucketOperation<NoInput> {
    @Override
    public NoInput parse(Fields fields) {
        return NoInput.NONE;
    }

    @Override
    public S3Action action(NoInput input) {
        return S3Action.GET_BUCKET_LOCATION;
    }

    @Override
    public Response execute(NoInput input, BucketCall call) {
        Bucket bucket = call.bucket();
        String region = bucket.region().equals("us-east-1") ? "" : bucket.region();
        return Responses.xml(XmlWriter.document("LocationConstraint").text(region));
    }
}
