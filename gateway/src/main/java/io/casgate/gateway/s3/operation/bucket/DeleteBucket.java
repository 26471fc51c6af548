package io.casgate.gateway.s3.operation.bucket;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.NoInput;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.request.Fields;

/** Removes an empty bucket. */
public final class DeleteBucket implements BucketOperation<NoInput> {
    private final Catalog catalog;

    public DeleteBucket(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public NoInput parse(Fields fields) {
        return NoInput.NONE;
    }

    @Override
    public S3Action action(NoInput input) {
        return S3Action.DELETE_BUCKET;
    }

    @Override
    public Response execute(NoInput input, BucketCall call) {
        Bucket bucket = call.bucket();
        return switch (catalog.buckets().delete(bucket)) {
            case DELETED -> Responses.noContent();
            case NOT_EMPTY -> throw S3Error.BUCKET_NOT_EMPTY.exception().with("BucketName", bucket.name());
            case NO_SUCH_BUCKET -> throw S3Error.NO_SUCH_BUCKET.exception().with("BucketName", bucket.name());
        };
    }
}
