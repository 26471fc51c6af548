package io.casgate.catalog;

import java.util.UUID;

/** Names a bucket's contents. Never used again: a bucket made anew under an old name has another id. */
public record BucketId(UUID value) {
    public static BucketId random() {
        return new BucketId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
