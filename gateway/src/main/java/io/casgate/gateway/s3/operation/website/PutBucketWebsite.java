package io.casgate.gateway.s3.operation.website;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketDocument;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.Documents;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.Fields;

/** Makes a bucket a website. */
public final class PutBucketWebsite implements BucketOperation<BodyDeclaration> {
    private final Catalog catalog;

    public PutBucketWebsite(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public BodyDeclaration parse(Fields fields) {
        return BodyDeclaration.parse(fields);
    }

    @Override
    public S3Action action(BodyDeclaration input) {
        return S3Action.PUT_BUCKET_WEBSITE;
    }

    @Override
    public Response execute(BodyDeclaration input, BucketCall call) {
        WebsiteConfiguration configuration =
                WebsiteConfiguration.read(Documents.read(call, input, WebsiteConfiguration.ROOT));
        BucketDocument.WEBSITE.put(catalog.buckets(), call, configuration.write());
        return Response.empty(200, Headers.EMPTY);
    }
}
