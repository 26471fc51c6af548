package io.casgate.catalog.core;

import io.casgate.catalog.BucketId;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.UnknownOutcomeException;
import io.casgate.catalog.port.Head;
import io.casgate.catalog.port.Head.Live;
import io.casgate.catalog.port.HeadRegister;
import io.casgate.dedup.StoreUnavailableException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The heads, with compare-and-sets that know what became of them. */
final class Heads {
    private static final int ATTEMPTS = 4;

    private final HeadRegister register;
    private final Completions completions;
    private final InstantSource clock;

    Heads(HeadRegister register, Completions completions, InstantSource clock) {
        this.register = register;
        this.completions = completions;
        this.clock = clock;
    }

    Optional<Head> read(BucketId bucket, ObjectKey key) {
        return register.read(bucket, key);
    }

    Optional<Head> settle(BucketId bucket, ObjectKey key) {
        return register.settle(bucket, key);
    }

    /** The state that follows {@code current}, not yet written. */
    Head next(Optional<Head> current, Head.State state) {
        long version = Versions.next(version(current), clock);
        return new Head(version, UUID.randomUUID(), change(current), state);
    }

    static long version(Optional<Head> head) {
        return head.map(Head::version).orElse(0L);
    }

    static @Nullable UUID change(Optional<Head> head) {
        return head.map(Head::change).orElse(null);
    }

    /**
     * Replaces {@code current} by {@code next}. A head that came from a multipart upload is recorded with the upload
     * first, for afterwards nobody could tell that it was published.
     *
     * @return whether it was replaced; if not, it never will be
     * @throws UnknownOutcomeException when that could not be found out
     */
    boolean swap(BucketId bucket, ObjectKey key, Optional<Head> current, Head next) {
        current.ifPresent(this::record);
        try {
            return register.compareAndSet(bucket, key, version(current), next);
        } catch (StoreUnavailableException e) {
            return findOut(bucket, key, current, next, e);
        }
    }

    /** Gives {@code current} a version of at least {@code atLeast}, so that no change of its version can succeed. */
    Optional<Head> fence(BucketId bucket, ObjectKey key, Optional<Head> current, long atLeast) {
        Head fenced = fenced(current, atLeast);
        current.ifPresent(this::record);
        return register.compareAndSet(bucket, key, version(current), fenced) ? Optional.of(fenced) : Optional.empty();
    }

    private Head fenced(Optional<Head> current, long atLeast) {
        Head next = next(current, current.map(Head::state).orElse(new Head.Dead()));
        return new Head(Math.max(next.version(), atLeast), next.change(), next.parent(), next.state());
    }

    private void record(Head head) {
        if (head.state() instanceof Live live && live.upload() != null) {
            completions.record(live.upload(), head.change(), live, head.version());
        }
    }

    private boolean findOut(
            BucketId bucket, ObjectKey key, Optional<Head> before, Head next, StoreUnavailableException cause) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                Optional<Head> now = register.settle(bucket, key);
                if (next.change().equals(change(now)) || isParent(next, now)) {
                    return true;
                }
                if (version(now) != version(before)) {
                    return requireSuccessor(before, now, cause);
                }
                if (fence(bucket, key, before, next.version()).isPresent()) {
                    return false;
                }
            } catch (StoreUnavailableException e) {
                cause.addSuppressed(e);
            }
            Backoff.pause(attempt + 4);
        }
        throw new UnknownOutcomeException("A change of a key may or may not have been made", cause);
    }

    private static boolean isParent(Head parent, Optional<Head> child) {
        return child.isPresent() && parent.change().equals(child.get().parent());
    }

    /** Another change followed directly on what ours wanted to replace, so that ours did not. */
    private static boolean requireSuccessor(
            Optional<Head> before, Optional<Head> now, StoreUnavailableException cause) {
        if (now.isPresent() && Objects.equals(now.get().parent(), change(before))) {
            return false;
        }
        throw new UnknownOutcomeException("A key changed more than once while a change was not answered", cause);
    }
}
