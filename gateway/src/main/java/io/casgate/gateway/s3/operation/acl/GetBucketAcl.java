package io.casgate.gateway.s3.operation.acl;

import io.casgate.auth.policy.S3Action;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.NoInput;
import io.casgate.gateway.s3.operation.Owners;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.request.Fields;

/** Tells who was granted what on a bucket. */
public final class GetBucketAcl implements BucketOperation<NoInput> {
    private final Owners owners;

    public GetBucketAcl(Owners owners) {
        this.owners = owners;
    }

    @Override
    public NoInput parse(Fields fields) {
        return NoInput.NONE;
    }

    @Override
    public S3Action action(NoInput input) {
        return S3Action.GET_BUCKET_ACL;
    }

    @Override
    public Response execute(NoInput input, BucketCall call) {
        return Responses.xml(owners.accessControlList(call.access().bucket().acl()));
    }
}
