package io.casgate.gateway.s3.operation.lock;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.ObjectDescription;
import io.casgate.catalog.ObjectLock.Bypass;
import io.casgate.catalog.ObjectLock.Retention;
import io.casgate.catalog.VersionId;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.operation.Documents;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.operation.object.NamedObjects;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.Fields;
import org.jspecify.annotations.Nullable;

/** Sets until when a version is kept. */
public final class PutObjectRetention implements ObjectOperation<PutObjectRetention.Input> {
    private final NamedObjects objects;
    private final ObjectLocks locks;

    public PutObjectRetention(Catalog catalog, ObjectLocks locks) {
        this.objects = new NamedObjects(catalog);
        this.locks = locks;
    }

    /** {@code version} is null for the current object. */
    public record Input(@Nullable VersionId version, Bypass bypass, BodyDeclaration body) {}

    @Override
    public Input parse(Fields fields) {
        return new Input(fields.versionId(), GovernanceBypass.parse(fields), BodyDeclaration.parseVouched(fields));
    }

    @Override
    public S3Action action(Input input) {
        return S3Action.PUT_OBJECT_RETENTION;
    }

    @Override
    public Response execute(Input input, ObjectCall call) {
        ObjectLocks.requireEnabled(call);
        objects.require(call, action(input), input.version());
        GovernanceBypass.require(input.bypass(), call, call.key(), input.version());
        Retention retention = Retentions.read(Documents.read(call, input.body(), Retentions.ROOT));
        if (retention != null) {
            Retentions.requireAhead(retention, locks.now());
        }
        objects.amend(call, action(input), input.version(), object -> changed(object, retention, input.bypass()));
        return Response.empty(200, Headers.EMPTY);
    }

    private ObjectDescription changed(ObjectDescription object, @Nullable Retention retention, Bypass bypass) {
        Retentions.requireReplaceable(object.lock().retention(), retention, locks.now(), bypass);
        return object.withLock(object.lock().with(retention));
    }
}
