package io.casgate.catalog;

import io.casgate.dedup.manifest.Content;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Everything about an object that its uploader decides.
 *
 * @param etag without quotes
 * @param checksum null when none was asked for
 * @param partCount how many parts it was uploaded in; 0 when it was uploaded at once
 */
public record ObjectAttributes(
        String etag,
        ObjectDescription description,
        @Nullable Checksum checksum,
        int partCount,
        Content content) {
    public ObjectAttributes {
        if (partCount < 0) {
            throw new IllegalArgumentException("Not a part count: " + partCount);
        }
    }

    /** Bytes of the body. */
    public long size() {
        return content.length();
    }

    public String owner() {
        return description.owner();
    }

    public Map<String, String> headers() {
        return description.headers();
    }

    public Map<String, String> metadata() {
        return description.metadata();
    }

    public Map<String, String> tags() {
        return description.tags();
    }

    public @Nullable String acl() {
        return description.acl();
    }

    public ObjectLock lock() {
        return description.lock();
    }

    public String storageClass() {
        return description.storageClass();
    }

    /** The same object, described otherwise. */
    public ObjectAttributes with(UnaryOperator<ObjectDescription> change) {
        return new ObjectAttributes(etag, change.apply(description), checksum, partCount, content);
    }
}
