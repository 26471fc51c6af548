package io.casgate.catalog.port;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.BucketId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One linearizable register per bucket name, and the names by owner. */
public interface BucketRegister {
    /** Claims the name if it is free. */
    boolean claim(Bucket bucket);

    /** The last committed state. */
    Optional<BucketRow> read(String name);

    /** The state after every change under way was completed or refuted. */
    Optional<BucketRow> settle(String name);

    /** Replaces the attempt to remove the bucket, if bucket and attempt are those. */
    boolean swapDeletion(Bucket bucket, @Nullable UUID expected, @Nullable UUID next);

    /** Replaces what can change of a bucket, if the name is still this bucket's and its revision is {@code expected}. */
    boolean swap(Bucket next, @Nullable UUID expected, UUID revision);

    /** Frees the name, if bucket and attempt are those. */
    boolean remove(Bucket bucket, UUID deletion);

    /** Notes that the owner may have the bucket. */
    void addOwned(Bucket bucket);

    void removeOwned(Bucket bucket);

    /**
     * Buckets that the owner may have, by name and then by id, after {@code from}; without an id, from that name on.
     */
    List<Owned> owned(String owner, Owned from, int limit);

    /** A place among an owner's buckets: one that the owner had set out to make, or, without an id, just its name. */
    record Owned(String name, @Nullable BucketId id) {}
}
