package io.casgate.gateway.s3.operation.policy;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.access.AccessDocuments;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.NoInput;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.request.Fields;
import java.util.Collections;

/** Takes a bucket's policy away. That there was none is a success. */
public final class DeleteBucketPolicy implements BucketOperation<NoInput> {
    private final Catalog catalog;

    public DeleteBucketPolicy(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public NoInput parse(Fields fields) {
        return NoInput.NONE;
    }

    @Override
    public S3Action action(NoInput input) {
        return S3Action.DELETE_BUCKET_POLICY;
    }

    @Override
    public Response execute(NoInput input, BucketCall call) {
        OwnPolicies.requireOwner(call);
        catalog.buckets().configure(call.bucket(), Collections.singletonMap(AccessDocuments.POLICY, null));
        return Responses.noContent();
    }
}
