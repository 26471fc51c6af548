package io.casgate.gateway.s3.operation.object;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.Condition;
import io.casgate.catalog.NoSuchBucketException;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.Objects;
import io.casgate.catalog.StoredObject;
import io.casgate.dedup.PendingContent;
import io.casgate.dedup.StoreUnavailableException;
import io.casgate.dedup.UploadExpiredException;
import java.util.function.Supplier;

/**
 * Names content in the catalog, and tells the content how that ended: published, left to the collector when nobody
 * knows, or neither, so that closing it abandons it.
 */
public final class Publisher {
    private final Objects objects;

    public Publisher(Objects objects) {
        this.objects = objects;
    }

    /**
     * Makes {@code attributes}, whose content is that of {@code content}, the key's current object.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception PreconditionFailed, or NoSuchKey
     */
    public StoredObject publish(
            Bucket bucket, ObjectKey key, ObjectAttributes attributes, Condition condition, PendingContent content) {
        Objects.Publication publication =
                naming(content, () -> objects.publish(bucket, key, attributes, condition, content::requireAlive));
        return switch (publication) {
            case Objects.Publication.Published(StoredObject object) -> {
                content.published();
                yield object;
            }
            case Objects.Publication.PreconditionFailed _ -> throw Conditions.preconditionFailed(condition);
            case Objects.Publication.NoSuchKey _ -> throw Conditions.noSuchKey(key);
        };
    }

    /** Runs what may give {@code content} a name; when it fails so that it may have, the content is left as it is. */
    public static <T> T naming(PendingContent content, Supplier<T> change) {
        try {
            return change.get();
        } catch (NoSuchBucketException | StoreUnavailableException | UploadExpiredException e) {
            throw e;
        } catch (RuntimeException e) {
            content.leave();
            throw e;
        }
    }
}
