package io.casgate.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a listing shows of an object.
 *
 * @param etag without quotes
 * @param size bytes of the body
 * @param checksumAlgorithm null when the object has no checksum; so is its type
 */
public record ListedObject(
        ObjectKey key,
        String etag,
        long size,
        Instant lastModified,
        String owner,
        String storageClass,
        @Nullable String checksumAlgorithm,
        @Nullable ChecksumType checksumType,
        Kind kind) {
    /** What there is under a key. */
    public enum Kind {
        OBJECT,
        /** Shown by listings of versions alone; it has no ETag, size or storage class. */
        DELETE_MARKER
    }
}
