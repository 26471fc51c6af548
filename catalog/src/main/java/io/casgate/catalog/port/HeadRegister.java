package io.casgate.catalog.port;

import io.casgate.catalog.BucketId;
import io.casgate.catalog.ObjectKey;
import java.util.Optional;

/** One linearizable register per key. */
public interface HeadRegister {
    /** The last committed state; empty when there is none (any more). */
    Optional<Head> read(BucketId bucket, ObjectKey key);

    /** The state after every change under way was completed or refuted. */
    Optional<Head> settle(BucketId bucket, ObjectKey key);

    /**
     * Replaces the state if its version is {@code expected}, 0 for none. When this throws, the change may be made at any
     * time later, until another change is made.
     */
    boolean compareAndSet(BucketId bucket, ObjectKey key, long expected, Head next);
}
