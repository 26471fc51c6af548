package io.casgate.gateway.s3.operation.acl;

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

/** Takes back what was said of whose objects are: writers own what they write. */
public final class DeleteBucketOwnershipControls implements BucketOperation<NoInput> {
    private final Catalog catalog;

    public DeleteBucketOwnershipControls(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public NoInput parse(Fields fields) {
        return NoInput.NONE;
    }

    @Override
    public S3Action action(NoInput input) {
        return S3Action.PUT_BUCKET_OWNERSHIP_CONTROLS;
    }

    @Override
    public Response execute(NoInput input, BucketCall call) {
        catalog.buckets().configure(call.bucket(), Collections.singletonMap(AccessDocuments.OWNERSHIP, null));
        return Responses.noContent();
    }
}
