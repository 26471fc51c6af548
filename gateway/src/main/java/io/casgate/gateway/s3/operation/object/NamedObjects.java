package io.casgate.gateway.s3.operation.object;

import io.casgate.auth.policy.S3Action;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.Condition;
import io.casgate.catalog.DeleteMarker;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.ObjectDescription;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.Objects;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.VersionId;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.operation.BucketCall;
import io.casgate.gateway.s3.operation.ObjectCall;
import io.casgate.gateway.s3.request.HttpDates;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds the objects that requests name, by key, or by key and version. */
public final class NamedObjects {
    private final Catalog catalog;

    public NamedObjects(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The object that the call is about, as in {@link #require(BucketCall, ObjectKey, S3Action, VersionId)}. */
    public StoredObject require(ObjectCall call, S3Action action, @Nullable VersionId version) {
        return require(call, call.key(), action, version);
    }

    /**
     * The object, when the requester may do this to it.
     *
     * @param version null for the current one
     * @throws S3Exception AccessDenied, NoSuchKey, NoSuchVersion, or MethodNotAllowed when a delete marker is named
     */
    public StoredObject require(BucketCall call, ObjectKey key, S3Action action, @Nullable VersionId version) {
        Optional<StoredVersion> found = version == null
                ? catalog.objects().current(call.bucket(), key)
                : catalog.objects().version(call.bucket(), key, version);
        ObjectAttributes attributes = found.orElse(null) instanceof StoredObject object ? object.attributes() : null;
        call.access().requireObject(action, key, version, attributes);
        return switch (found.orElseThrow(() -> absent(key, version))) {
            case StoredObject object -> object;
            case DeleteMarker marker -> throw marked(key, version, marker);
        };
    }

    /**
     * Changes the tags, ACL or lock of the object that {@link #require} finds.
     *
     * @param change called again when a race was lost
     */
    public StoredObject amend(
            ObjectCall call, S3Action action, @Nullable VersionId version, UnaryOperator<ObjectDescription> change) {
        VersionId found = require(call, action, version).id();
        Objects.Amendment amendment =
                catalog.objects().amend(call.bucket(), call.key(), found, new Condition.None(), change);
        return switch (amendment) {
            case Objects.Amendment.Amended(StoredObject object) -> object;
            case Objects.Amendment.IsDeleteMarker(DeleteMarker marker) -> throw marked(call.key(), version, marker);
            case Objects.Amendment.Absent _ -> throw absent(call.key(), version);
            case Objects.Amendment.PreconditionFailed _ ->
                throw new IllegalStateException("There was no condition on " + call.key());
        };
    }

    public static S3Exception absent(ObjectKey key, @Nullable VersionId version) {
        return version == null
                ? Conditions.noSuchKey(key)
                : S3Error.NO_SUCH_VERSION.exception().with("Key", key.value()).with("VersionId", version.text());
    }

    private static S3Exception marked(ObjectKey key, @Nullable VersionId version, DeleteMarker marker) {
        S3Exception refusal = version == null
                ? Conditions.noSuchKey(key)
                : S3Error.METHOD_NOT_ALLOWED
                        .exception()
                        .with("ResourceType", "DeleteMarker")
                        .withHeader("Allow", "DELETE")
                        .withHeader("Last-Modified", HttpDates.header(marker.lastModified()));
        return refusal.withHeader(VersionHeaders.DELETE_MARKER, "true")
                .withHeader(VersionHeaders.VERSION_ID, marker.id().text());
    }
}
