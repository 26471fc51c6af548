package io.casgate.catalog;

import java.time.Instant;

/**
 * An object as its head has it, or an older version of it.
 *
 * @param lastModified when it was published, in whole milliseconds (S3 shows seconds)
 * @param version grows with every version of the key
 */
public record StoredObject(ObjectAttributes attributes, Instant lastModified, long version, VersionId id)
        implements StoredVersion {
    /** This version with other attributes. */
    public StoredObject with(ObjectAttributes changed) {
        return new StoredObject(changed, lastModified, version, id);
    }
}
