package io.casgate.gateway.s3.operation.object;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.Condition;
import io.casgate.catalog.DeleteMarker;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.ObjectLock.Bypass;
import io.casgate.catalog.Objects;
import io.casgate.catalog.Objects.Removal;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.VersionId;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.operation.ObjectOperation;
import io.casgate.gateway.s3.operation.lock.GovernanceBypass;
import io.casgate.gateway.s3.request.Fields;
import io.casgate.gateway.s3.request.WriteConditions;
import org.jspecify.annotations.Nullable;

/** Removes an object, or one version of it. That there was none is a success. */
public final class DeleteObject implements ObjectOperation<DeleteObject.Input> {
    private final Catalog catalog;

    public DeleteObject(Catalog catalog) {
        this.catalog = catalog;
    }

    /** {@code version} is null for the current object. */
    public record Input(@Nullable VersionId version, Condition condition, Bypass bypass) {}

    @Override
    public Input parse(Fields fields) {
        fields.refuse("x-amz-mfa");
        return new Input(fields.versionId(), WriteConditions.parseRemoval(fields), GovernanceBypass.parse(fields));
    }

    @Override
    public S3Action action(Input input) {
        return action(input.version());
    }

    /** What removing a version, or the current object, needs. */
    static S3Action action(@Nullable VersionId version) {
        return version == null ? S3Action.DELETE_OBJECT : S3Action.DELETE_OBJECT_VERSION;
    }

    @Override
    public Response execute(Input input, ObjectCall call) {
        VersionId version = input.version();
        Removal removal = remove(catalog.objects(), call, call.key(), version, input.condition(), input.bypass());
        Headers.Builder headers = Headers.builder();
        switch (removal) {
            case Removal.Removed(StoredVersion removed) -> {
                if (removed instanceof DeleteMarker) {
                    headers.add(VersionHeaders.DELETE_MARKER, "true");
                }
            }
            case Removal.Marked(DeleteMarker marker) ->
                headers.add(VersionHeaders.DELETE_MARKER, "true")
                        .add(VersionHeaders.VERSION_ID, marker.id().text());
            case Removal.Absent _ -> {}
            case Removal.PreconditionFailed _ -> throw Conditions.preconditionFailed(input.condition());
            case Removal.Locked _ -> throw locked();
        }
        if (version != null) {
            headers.add(VersionHeaders.VERSION_ID, version.text());
        }
        return Response.empty(204, headers.build());
    }

    static S3Exception locked() {
        return S3Error.ACCESS_DENIED.exception("Access Denied because object protected by object lock.");
    }

    /** Removes what is named; {@code version} is null for the current object. */
    static Removal remove(
            Objects objects,
            BucketCall call,
            ObjectKey key,
            @Nullable VersionId version,
            Condition condition,
            Bypass bypass) {
        if (version == null) {
            return objects.delete(call.bucket(), key, condition);
        }
        GovernanceBypass.require(bypass, call, key, version);
        return objects.deleteVersion(call.bucket(), key, version, condition, bypass);
    }
}
