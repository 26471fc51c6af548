package io.casgate.gateway.s3.operation.object;

import io.casgate.catalog.Condition;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.StoredObject;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.request.WriteConditions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The conditions of writes. */
public final class Conditions {
    private Conditions() {}

    /**
     * Refuses early what publishing would refuse in the end: before a body is asked for.
     *
     * @throws S3Exception PreconditionFailed, or NoSuchKey
     */
    public static void require(Condition condition, Optional<StoredObject> current, ObjectKey key) {
        switch (condition.check(current)) {
            case GO -> {}
            case PRECONDITION_FAILED -> throw preconditionFailed(condition);
            case NO_SUCH_KEY -> throw noSuchKey(key);
        }
    }

    public static S3Exception preconditionFailed(Condition condition) {
        return S3Error.PRECONDITION_FAILED.exception().with("Condition", headers(condition));
    }

    private static String headers(Condition condition) {
        return switch (condition) {
            case Condition.IfAbsent _, Condition.IfNoneMatch _ -> "If-None-Match";
            case Condition.IfMatch _, Condition.IfPresent _, Condition.IfCurrent _, Condition.None _ -> "If-Match";
            case Condition.IfSize _ -> WriteConditions.IF_SIZE;
            case Condition.IfLastModified _ -> WriteConditions.IF_LAST_MODIFIED;
            case Condition.All(List<Condition> conditions) ->
                conditions.stream().map(Conditions::headers).collect(Collectors.joining(", "));
        };
    }

    public static S3Exception noSuchKey(ObjectKey key) {
        return S3Error.NO_SUCH_KEY.exception().with("Key", key.value());
    }

    public static S3Exception noSuchUpload(String uploadId) {
        return S3Error.NO_SUCH_UPLOAD.exception().with("UploadId", uploadId);
    }
}
