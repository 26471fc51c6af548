package io.casgate.catalog;

import java.time.Instant;

/** A version of a key: an object, or the mark that there was none any more. */
public sealed interface StoredVersion permits StoredObject, DeleteMarker {
    /** Its number: greater than those of all versions of the key before it. */
    long version();

    VersionId id();

    /** When it was published, in whole milliseconds (S3 shows seconds). */
    Instant lastModified();
}
