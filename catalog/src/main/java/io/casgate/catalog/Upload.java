package io.casgate.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A multipart upload under way.
 *
 * @param description of the object that it is to become
 * @param checksumAlgorithm the checksum that its parts carry, null for none; so is its type
 */
public record Upload(
        UploadId id,
        BucketId bucket,
        ObjectKey key,
        ObjectDescription description,
        @Nullable String checksumAlgorithm,
        @Nullable ChecksumType checksumType) {
    public Instant initiated() {
        return id.initiated();
    }

    public String owner() {
        return description.owner();
    }

    public String storageClass() {
        return description.storageClass();
    }
}
