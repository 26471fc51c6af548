package io.casgate.gateway.s3.operation.lock;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.Versioning;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketDocument;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.Documents;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.Fields;
import java.util.Map;

/** Enables object lock in a bucket that keeps versions, for good, and sets its default retention. */
public final class PutObjectLockConfiguration implements BucketOperation<BodyDeclaration> {
    private final Catalog catalog;

    public PutObjectLockConfiguration(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public BodyDeclaration parse(Fields fields) {
        return BodyDeclaration.parseVouched(fields);
    }

    @Override
    public S3Action action(BodyDeclaration input) {
        return S3Action.PUT_BUCKET_OBJECT_LOCK_CONFIGURATION;
    }

    @Override
    public Response execute(BodyDeclaration input, BucketCall call) {
        BucketLock lock = BucketLock.read(Documents.read(call, input, BucketLock.ROOT));
        String text = lock.write().text();
        catalog.buckets().change(call.bucket(), current -> {
            requireVersions(current);
            return current.with(Map.of(BucketDocument.OBJECT_LOCK.name(), text));
        });
        return Response.empty(200, Headers.EMPTY);
    }

    private static void requireVersions(Bucket bucket) {
        if (bucket.versioning() != Versioning.ENABLED) {
            throw S3Error.INVALID_BUCKET_STATE.exception(
                    "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
        }
    }
}
