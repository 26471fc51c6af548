package io.casgate.dedup.store;

import io.casgate.dedup.OwnerId;
import io.casgate.dedup.Target;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Uploads in progress. An intent is durable before its owner's first reference, and is dropped after the owner's content
 * was published, or after its references are gone: whatever has an old intent was left behind.
 *
 * <p>Safe for use by any number of threads; no method blocks. Futures fail with
 * {@link io.casgate.dedup.StoreUnavailableException}.
 */
public interface Intents {
    CompletableFuture<Void> begin(OwnerId owner, Intent intent);

    CompletableFuture<Optional<Intent>> find(OwnerId owner);

    CompletableFuture<Void> drop(OwnerId owner);

    /**
     * An upload in progress.
     *
     * @param gateway the process that it goes through
     * @param started by that gateway's clock
     * @param target the register that is to name the body
     */
    record Intent(UUID gateway, Instant started, Target target) {}
}
