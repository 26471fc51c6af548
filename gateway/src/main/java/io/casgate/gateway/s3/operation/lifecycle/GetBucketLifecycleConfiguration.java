package io.casgate.gateway.s3.operation.lifecycle;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Bucket;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.lifecycle.Lifecycle;
import io.casgate.gateway.lifecycle.LifecycleConfiguration;
import io.casgate.gateway.lifecycle.LifecycleWriter;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.NoInput;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.request.Fields;

/** Shows a bucket's lifecycle rules. */
public final class GetBucketLifecycleConfiguration implements BucketOperation<NoInput> {
    private final Lifecycle lifecycle;

    public GetBucketLifecycleConfiguration(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public NoInput parse(Fields fields) {
        return NoInput.NONE;
    }

    @Override
    public S3Action action(NoInput input) {
        return S3Action.GET_LIFECYCLE_CONFIGURATION;
    }

    @Override
    public Response execute(NoInput input, BucketCall call) {
        Bucket bucket = call.bucket();
        LifecycleConfiguration configuration = lifecycle
                .configuration(bucket)
                .orElseThrow(() ->
                        S3Error.NO_SUCH_LIFECYCLE_CONFIGURATION.exception().with("BucketName", bucket.name()));
        return Responses.xml(
                LifecycleWriter.write(configuration),
                Headers.builder()
                        .add(
                                PutBucketLifecycleConfiguration.MINIMUM_SIZE,
                                lifecycle.minimumSize(bucket).text()));
    }
}
