package io.casgate.gateway.s3.operation.cors;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketDocument;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.Documents;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.Fields;

/** Replaces the rules for pages of other origins. */
public final class PutBucketCors implements BucketOperation<BodyDeclaration> {
    private static final int MAX_BYTES = 64 << 10;

    private final Catalog catalog;

    public PutBucketCors(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public BodyDeclaration parse(Fields fields) {
        return BodyDeclaration.parse(fields);
    }

    @Override
    public S3Action action(BodyDeclaration input) {
        return S3Action.PUT_BUCKET_CORS;
    }

    @Override
    public Response execute(BodyDeclaration input, BucketCall call) {
        if (input.length() > MAX_BYTES) {
            throw S3Error.MAX_MESSAGE_LENGTH_EXCEEDED
                    .exception()
                    .with("MaxMessageLengthBytes", Integer.toString(MAX_BYTES));
        }
        CorsConfiguration configuration = CorsConfiguration.read(Documents.read(call, input, CorsConfiguration.ROOT));
        BucketDocument.CORS.put(catalog.buckets(), call, configuration.write());
        return Response.empty(200, Headers.EMPTY);
    }
}
