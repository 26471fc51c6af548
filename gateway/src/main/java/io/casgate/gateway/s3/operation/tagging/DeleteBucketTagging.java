package io.casgate.gateway.s3.operation.tagging;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketDocument;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.NoInput;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.request.Fields;

/** Takes all tags off a bucket. That there were none is a success. */
public final class DeleteBucketTagging implements BucketOperation<NoInput> {
    private final Catalog catalog;

    public DeleteBucketTagging(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public NoInput parse(Fields fields) {
        return NoInput.NONE;
    }

    @Override
    public S3Action action(NoInput input) {
        return S3Action.PUT_BUCKET_TAGGING;
    }

    @Override
    public Response execute(NoInput input, BucketCall call) {
        BucketDocument.TAGGING.delete(catalog.buckets(), call);
        return Responses.noContent();
    }
}
