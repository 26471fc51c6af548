package io.casgate.gateway.s3.operation.tagging;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.StoredObject;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.operation.NamedVersion;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.operation.object.NamedObjects;
import io.casgate.gateway.s3.operation.object.VersionHeaders;
import io.casgate.gateway.s3.request.Fields;
import java.util.Map;

/** Takes all tags off an object. That there were none is a success. */
public final class DeleteObjectTagging implements ObjectOperation<NamedVersion> {
    private final NamedObjects objects;

    public DeleteObjectTagging(Catalog catalog) {
        this.objects = new NamedObjects(catalog);
    }

    @Override
    public NamedVersion parse(Fields fields) {
        return NamedVersion.parse(fields);
    }

    @Override
    public S3Action action(NamedVersion input) {
        return input.version() == null ? S3Action.DELETE_OBJECT_TAGGING : S3Action.DELETE_OBJECT_VERSION_TAGGING;
    }

    @Override
    public Response execute(NamedVersion input, ObjectCall call) {
        StoredObject object =
                objects.amend(call, action(input), input.version(), description -> description.withTags(Map.of()));
        Headers.Builder headers = Headers.builder();
        VersionHeaders.add(headers, VersionHeaders.VERSION_ID, call.bucket(), object.id());
        return Response.empty(204, headers.build());
    }
}
