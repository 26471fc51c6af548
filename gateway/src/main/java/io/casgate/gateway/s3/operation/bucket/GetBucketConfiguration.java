package io.casgate.gateway.s3.operation.bucket;

import io.casgate.auth.policy.S3Action;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.NoInput;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.xml.XmlWriter;

/** Says that a configuration was never set, which is so of those that cannot be set. */
public final class GetBucketConfiguration implements BucketOperation<NoInput> {
    private final UnsetConfiguration configuration;

    public GetBucketConfiguration(UnsetConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public NoInput parse(Fields fields) {
        return NoInput.NONE;
    }

    @Override
    public S3Action action(NoInput input) {
        return configuration.action();
    }

    @Override
    public Response execute(NoInput input, BucketCall call) {
        String emptyDocument = configuration.emptyDocument();
        if (emptyDocument == null) {
            throw configuration
                    .absence()
                    .exception()
                    .with("BucketName", call.bucket().name());
        }
        return Responses.xml(XmlWriter.document(emptyDocument));
    }
}
