package io.casgate.gateway.s3.operation.policy;

import io.casgate.auth.access.PublicAccessBlock;
import io.casgate.auth.policy.S3Action;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.access.AccessDocuments;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.NoInput;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.xml.XmlWriter;

/** Tells what a bucket refuses to the public. */
public final class GetPublicAccessBlock implements BucketOperation<NoInput> {
    @Override
    public NoInput parse(Fields fields) {
        return NoInput.NONE;
    }

    @Override
    public S3Action action(NoInput input) {
        return S3Action.GET_BUCKET_PUBLIC_ACCESS_BLOCK;
    }

    @Override
    public Response execute(NoInput input, BucketCall call) {
        if (call.bucket().configuration(AccessDocuments.PUBLIC_ACCESS_BLOCK) == null) {
            throw S3Error.NO_SUCH_PUBLIC_ACCESS_BLOCK_CONFIGURATION
                    .exception()
                    .with("BucketName", call.bucket().name());
        }
        PublicAccessBlock block = AccessDocuments.publicAccessBlock(call.bucket());
        return Responses.xml(XmlWriter.document("PublicAccessBlockConfiguration")
                .element("BlockPublicAcls", Boolean.toString(block.blockPublicAcls()))
                .element("IgnorePublicAcls", Boolean.toString(block.ignorePublicAcls()))
                .element("BlockPublicPolicy", Boolean.toString(block.blockPublicPolicy()))
                .element("RestrictPublicBuckets", Boolean.toString(block.restrictPublicBuckets())));
    }
}
