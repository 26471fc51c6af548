package io.casgate.gateway.s3.operation.cors;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketDocument;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.NoInput;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.request.Fields;

/** Lets no page of another origin in any more. That none was let in is a success. */
public final class DeleteBucketCors implements BucketOperation<NoInput> {
    private final Catalog catalog;

    public DeleteBucketCors(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public NoInput parse(Fields fields) {
        return NoInput.NONE;
    }

    @Override
    public S3Action action(NoInput input) {
        return S3Action.PUT_BUCKET_CORS;
    }

    @Override
    public Response execute(NoInput input, BucketCall call) {
        BucketDocument.CORS.delete(catalog.buckets(), call);
        return Responses.noContent();
    }
}
