package io.casgate.catalog.port;

import io.casgate.catalog.BucketId;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.StoredVersion;
import java.util.List;
import java.util.Optional;

/**
 * Versions that are not, or soon will not be, a key's current one, by number. What is written and removed says which state
 * of the head it stands for ({@code at}, the head's version): of writes and removals of one row the one of the latest state
 * wins, whichever arrives last, and of the same state the removal. What is written or removed is seen by whoever reads
 * after a later change of the key's head.
 */
public interface VersionStore {
    void put(BucketId bucket, ObjectKey key, StoredVersion version, long at);

    Optional<StoredVersion> find(BucketId bucket, ObjectKey key, long number);

    /** Versions with smaller numbers than {@code number}, the greatest first, at most {@code limit}. */
    List<StoredVersion> below(BucketId bucket, ObjectKey key, long number, int limit);

    void remove(BucketId bucket, ObjectKey key, long number, long at);
}
