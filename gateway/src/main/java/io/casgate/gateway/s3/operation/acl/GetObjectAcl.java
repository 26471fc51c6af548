package io.casgate.gateway.s3.operation.acl;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.StoredObject;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.operation.NamedVersion;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.operation.Owners;
import io.casgate.gateway.s3.operation.Responses;
import io.casgate.gateway.s3.operation.object.NamedObjects;
import io.casgate.gateway.s3.operation.object.VersionHeaders;
import io.casgate.gateway.s3.request.Fields;

/** Tells who was granted what on an object. */
public final class GetObjectAcl implements ObjectOperation<NamedVersion> {
    private final NamedObjects objects;
    private final Owners owners;

    public GetObjectAcl(Catalog catalog, Owners owners) {
        this.objects = new NamedObjects(catalog);
        this.owners = owners;
    }

    @Override
    public NamedVersion parse(Fields fields) {
        return NamedVersion.parse(fields);
    }

    @Override
    public S3Action action(NamedVersion input) {
        return input.version() == null ? S3Action.GET_OBJECT_ACL : S3Action.GET_OBJECT_VERSION_ACL;
    }

    @Override
    public Response execute(NamedVersion input, ObjectCall call) {
        StoredObject object = objects.require(call, action(input), input.version());
        return Responses.xml(
                owners.accessControlList(call.access().aclOf(object.attributes())),
                VersionHeaders.add(Headers.builder(), VersionHeaders.VERSION_ID, call.bucket(), object.id()));
    }
}
