package io.casgate.gateway.s3.operation.acl;

import io.casgate.auth.acl.Acl;
import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.VersionId;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.access.Access;
import io.casgate.gateway.s3.access.AclText;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.operation.object.NamedObjects;
import io.casgate.gateway.s3.operation.object.VersionHeaders;
import io.casgate.gateway.s3.request.Fields;
import org.jspecify.annotations.Nullable;

/** Gives others rights on an object, or takes them away. */
public final class PutObjectAcl implements ObjectOperation<PutObjectAcl.Input> {
    private final NamedObjects objects;

    public PutObjectAcl(Catalog catalog) {
        this.objects = new NamedObjects(catalog);
    }

    /** {@code version} is null for the current object. */
    public record Input(@Nullable VersionId version, NewAcl acl) {}

    @Override
    public Input parse(Fields fields) {
        return new Input(fields.versionId(), NewAcl.parse(fields));
    }

    @Override
    public S3Action action(Input input) {
        return input.version() == null ? S3Action.PUT_OBJECT_ACL : S3Action.PUT_OBJECT_VERSION_ACL;
    }

    @Override
    public Response execute(Input input, ObjectCall call) {
        StoredObject object = objects.require(call, action(input), input.version());
        call.access().bucket().ownership().requireAcls();
        Acl acl = input.acl()
                .read(call, object.attributes().owner(), call.bucket().owner());
        Access.requireNotPublic(call.access().bucket().publicAccessBlock(), acl);
        StoredObject changed = objects.amend(
                call, action(input), input.version(), current -> current.withAcl(text(acl, current.owner())));
        return Response.empty(
                200,
                VersionHeaders.add(Headers.builder(), VersionHeaders.VERSION_ID, call.bucket(), changed.id())
                        .build());
    }

    /** The list was made for the object that was found; another owner's may have replaced it meanwhile. */
    private static @Nullable String text(Acl acl, String owner) {
        if (!acl.owner().equals(owner)) {
            throw S3Error.OPERATION_ABORTED.exception();
        }
        return AclText.write(acl, owner);
    }
}
