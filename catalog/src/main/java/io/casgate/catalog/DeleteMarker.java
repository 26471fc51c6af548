package io.casgate.catalog;

import java.time.Instant;

/**
 * A version that says that the key was removed; what was there before is kept.
 *
 * @param owner the canonical id of the bucket's owner
 */
public record DeleteMarker(String owner, Instant lastModified, long version, VersionId id) implements StoredVersion {}
