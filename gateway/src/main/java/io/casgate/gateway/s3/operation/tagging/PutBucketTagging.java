package io.casgate.gateway.s3.operation.tagging;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.BucketDocument;
import io.casgate.gateway.s3.operation.BucketOperation;
import io.casgate.gateway.s3.operation.Documents;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.TagSet;

/** Replaces all tags of a bucket. */
public final class PutBucketTagging implements BucketOperation<BodyDeclaration> {
    private final Catalog catalog;

    public PutBucketTagging(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public BodyDeclaration parse(Fields fields) {
        return BodyDeclaration.parse(fields);
    }

    @Override
    public S3Action action(BodyDeclaration input) {
        return S3Action.PUT_BUCKET_TAGGING;
    }

    @Override
    public Response execute(BodyDeclaration input, BucketCall call) {
        TagSet tags = TagSet.read(Documents.read(call, input, TagSet.ROOT), TagSet.Owner.BUCKET);
        BucketDocument.TAGGING.put(catalog.buckets(), call, TagSet.write(tags.tags()));
        return Responses.noContent();
    }
}
