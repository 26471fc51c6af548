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

/** Refuses the public nothing any more but what a bucket's policy and lists do not grant. */
public final class DeletePublicAccessBlock implements BucketOperation<NoInput> {
    private final Catalog catalog;

    public DeletePublicAccessBlock(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public NoInput parse(Fields fields) {
        return NoInput.NONE;
    }

    @Override
    public S3Action action(NoInput input) {
        return S3Action.PUT_BUCKET_PUBLIC_ACCESS_BLOCK;
    }

    @Override
    public Response execute(NoInput input, BucketCall call) {
        catalog.buckets().configure(call.bucket(), Collections.singletonMap(AccessDocuments.PUBLIC_ACCESS_BLOCK, null));
        return Responses.noContent();
    }
}
