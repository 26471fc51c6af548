package io.casgate.gateway.s3.operation.bucket;

import io.casgate.auth.policy.S3Action;
import io.casgate.gateway.s3.error.S3Error;
import org.jspecify.annotations.Nullable;

/**
 * The configurations that a bucket can have on AWS, and that none has here. Asking for one has a true answer: what AWS
 * says of a bucket on which it was never set. Setting one is not implemented.
 */
public enum UnsetConfiguration {
    ACCELERATE("accelerate", S3Action.GET_ACCELERATE_CONFIGURATION, "AccelerateConfiguration"),
    ENCRYPTION(
            "encryption",
            S3Action.GET_ENCRYPTION_CONFIGURATION,
            S3Error.SERVER_SIDE_ENCRYPTION_CONFIGURATION_NOT_FOUND),
    LOGGING("logging", S3Action.GET_BUCKET_LOGGING, "BucketLoggingStatus"),
    NOTIFICATION("notification", S3Action.GET_BUCKET_NOTIFICATION, "NotificationConfiguration"),
    REPLICATION("replication", S3Action.GET_REPLICATION_CONFIGURATION, S3Error.REPLICATION_CONFIGURATION_NOT_FOUND);

    private final String subresource;
    private final S3Action action;
    private final @Nullable String emptyDocument;
    private final S3Error absence;

    UnsetConfiguration(String subresource, S3Action action, String emptyDocument) {
        this.subresource = subresource;
        this.action = action;
        this.emptyDocument = emptyDocument;
        this.absence = S3Error.NOT_IMPLEMENTED;
    }

    UnsetConfiguration(String subresource, S3Action action, S3Error absence) {
        this.subresource = subresource;
        this.action = action;
        this.emptyDocument = null;
        this.absence = absence;
    }

    /** The query parameter that asks for it. */
    public String subresource() {
        return subresource;
    }

    /** What asking for it needs. */
    S3Action action() {
        return action;
    }

    /** The document that says that it was never set, or null when {@link #absence} says so. */
    @Nullable
    String emptyDocument() {
        return emptyDocument;
    }

    S3Error absence() {
        return absence;
    }
}
