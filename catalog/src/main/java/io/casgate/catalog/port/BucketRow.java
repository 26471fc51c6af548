package io.casgate.catalog.port;

import io.casgate.catalog.Bucket;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a bucket's name stands for.
 *
 * @param deletion the attempt to remove the bucket that is under way; null for none
 * @param revision names the last change of the bucket, so that its author knows it again; null before the first
 */
public record BucketRow(
        Bucket bucket, @Nullable UUID deletion, @Nullable UUID revision) {}
