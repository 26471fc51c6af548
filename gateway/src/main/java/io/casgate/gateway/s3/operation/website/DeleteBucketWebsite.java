package io.casgate.gateway.s3.operation.website;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketDocument;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.NoInput;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.request.Fields;

/** Makes a bucket a website no more. That it was none is a success. */
public final class DeleteBucketWebsite implements BucketOperation<NoInput> {
    private final Catalog catalog;

    public DeleteBucketWebsite(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public NoInput parse(Fields fields) {
        return NoInput.NONE;
    }

    @Override
    public S3Action action(NoInput input) {
        return S3Action.DELETE_BUCKET_WEBSITE;
    }

    @Override
    public Response execute(NoInput input, BucketCall call) {
        BucketDocument.WEBSITE.delete(catalog.buckets(), call);
        return Responses.noContent();
    }
}
