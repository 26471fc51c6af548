package io.casgate.gateway.s3.operation.tagging;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.VersionId;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.operation.Documents;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.operation.object.NamedObjects;
import io.casgate.gateway.s3.operation.object.VersionHeaders;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.TagSet;
import org.jspecify.annotations.Nullable;

/** Replaces all tags of an object. */
public final class PutObjectTagging implements ObjectOperation<PutObjectTagging.Input> {
    private final NamedObjects objects;

    public PutObjectTagging(Catalog catalog) {
        this.objects = new NamedObjects(catalog);
    }

    /** {@code version} is null for the current object. */
    public record Input(@Nullable VersionId version, BodyDeclaration body) {}

    @Override
    public Input parse(Fields fields) {
        return new Input(fields.versionId(), BodyDeclaration.parse(fields));
    }

    @Override
    public S3Action action(Input input) {
        return input.version() == null ? S3Action.PUT_OBJECT_TAGGING : S3Action.PUT_OBJECT_VERSION_TAGGING;
    }

    @Override
    public Response execute(Input input, ObjectCall call) {
        objects.require(call, action(input), input.version());
        TagSet tags = TagSet.read(Documents.read(call, input.body(), TagSet.ROOT), TagSet.Owner.OBJECT);
        StoredObject object =
                objects.amend(call, action(input), input.version(), description -> description.withTags(tags.tags()));
        Headers.Builder headers = Headers.builder();
        VersionHeaders.add(headers, VersionHeaders.VERSION_ID, call.bucket(), object.id());
        return Response.empty(200, headers.build());
    }
}
