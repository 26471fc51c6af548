package io.casgate.gateway.s3.operation.lifecycle;

import io.casgate.auth.policy.S3Action;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.lifecycle.Lifecycle;
import io.casgate.gateway.lifecycle.Lifecycle.MinimumSize;
import io.casgate.gateway.lifecycle.LifecycleConfiguration;
import io.casgate.gateway.lifecycle.LifecycleReader;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.Documents;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.Fields;

/** Gives a bucket rules by which its objects expire and its unfinished uploads are aborted, in place of others. */
public final class PutBucketLifecycleConfiguration implements BucketOperation<PutBucketLifecycleConfiguration.Input> {
    static final String MINIMUM_SIZE = "x-amz-transition-default-minimum-object-size";

    private final Lifecycle lifecycle;

    public PutBucketLifecycleConfiguration(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    public record Input(MinimumSize minimumSize, BodyDeclaration body) {}

    @Override
    public Input parse(Fields fields) {
        String size = fields.header(MINIMUM_SIZE);
        return new Input(
                size == null
                        ? MinimumSize.ALL_STORAGE_CLASSES
                        : MinimumSize.parse(size).orElseThrow(() -> Fields.invalid("Not a size.", MINIMUM_SIZE, size)),
                BodyDeclaration.parseVouched(fields));
    }

    @Override
    public S3Action action(Input input) {
        return S3Action.PUT_LIFECYCLE_CONFIGURATION;
    }

    @Override
    public Response execute(Input input, BucketCall call) {
        LifecycleConfiguration configuration =
                LifecycleReader.read(Documents.read(call, input.body(), "LifecycleConfiguration"));
        try {
            lifecycle.set(call.bucket(), configuration, input.minimumSize());
        } catch (IllegalArgumentException e) {
            S3Exception refusal = S3Error.MAX_MESSAGE_LENGTH_EXCEEDED.exception();
            refusal.addSuppressed(e);
            throw refusal;
        }
        return Response.empty(
                200,
                Headers.builder().add(MINIMUM_SIZE, input.minimumSize().text()).build());
    }
}
