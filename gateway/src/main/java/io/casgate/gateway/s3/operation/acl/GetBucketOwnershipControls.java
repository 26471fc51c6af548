package io.casgate.gateway.s3.operation.acl;

import io.casgate.auth.access.ObjectOwnership;
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

/** Tells whose the objects are that others write into a bucket, when that was ever said. */
public final class GetBucketOwnershipControls implements BucketOperation<NoInput> {
    @Override
    public NoInput parse(Fields fields) {
        return NoInput.NONE;
    }

    @Override
    public S3Action action(NoInput input) {
        return S3Action.GET_BUCKET_OWNERSHIP_CONTROLS;
    }

    @Override
    public Response execute(NoInput input, BucketCall call) {
        if (call.bucket().configuration(AccessDocuments.OWNERSHIP) == null) {
            throw S3Error.OWNERSHIP_CONTROLS_NOT_FOUND
                    .exception()
                    .with("BucketName", call.bucket().name());
        }
        ObjectOwnership ownership = AccessDocuments.ownership(call.bucket());
        return Responses.xml(
                XmlWriter.document("OwnershipControls").begin("Rule").element("ObjectOwnership", ownership.text()));
    }
}
