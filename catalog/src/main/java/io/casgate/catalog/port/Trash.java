package io.casgate.catalog.port;

import io.casgate.catalog.BucketId;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.UploadId;
import io.casgate.dedup.manifest.Content;
import org.jspecify.annotations.Nullable;

/** Content that a register is about to name no longer. It is released once the register has indeed moved on. */
public interface Trash {
    void add(Item item);

    /**
     * A piece of trash. The same may be thrown away more than once, and by changes that then were not made. A part whose
     * manifest is paged is thrown away also when it was used, for its pages. docs/DATA_MODEL.md has the rules of release.
     *
     * @param upload null for an object's content; else the upload that names it as part {@code part}
     * @param part 0 for an object's content
     * @param version the number of the version that has the content; 0 for a part
     */
    record Item(BucketId bucket, ObjectKey key, @Nullable UploadId upload, int part, long version, Content content) {}
}
