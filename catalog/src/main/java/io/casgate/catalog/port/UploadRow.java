package io.casgate.catalog.port;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.Upload;
import io.casgate.catalog.Uploads.CompletedObject;
import java.util.UUID;

/**
 * An upload's row, the register of its parts.
 *
 * @param revision changes with every change of the upload or of one of its parts
 */
public record UploadRow(Upload upload, UUID revision, State state) {
    /** An upload is named by its bucket and key too. */
    public boolean isOf(Bucket bucket, ObjectKey key) {
        return upload.bucket().equals(bucket.id()) && upload.key().equals(key);
    }

    /** What may still happen to the upload. */
    public sealed interface State {}

    public record Open() implements State {}

    /**
     * Its parts are final, and {@code change} is on its way to the head.
     *
     * @param change the head's {@link Head#change} when it succeeds
     * @param expected the version of the head that it replaces: while the head has it, it can still succeed
     */
    public record Completing(UUID change, long expected) implements State {}

    /** The object was published. Forgotten after {@code completionLife}. */
    public record Completed(CompletedObject object) implements State {}

    /** Ended without an object. Forgotten as well. */
    public record Aborted() implements State {}
}
