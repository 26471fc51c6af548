package io.casgate.dedup.store;

import io.casgate.dedup.Domain;
import io.casgate.dedup.Fingerprint;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Where the hooks of a domain live. An entry is a hint: the slot may be gone, which pinning its segment tells. Safe for
 * use by any number of threads; no method blocks. Futures fail with {@link io.casgate.dedup.StoreUnavailableException}.
 */
public interface BlockIndex {
    CompletableFuture<Optional<BlockLocation>> find(Domain domain, Fingerprint hook);

    /** Enters a hook, in place of where it was before. */
    CompletableFuture<Void> put(Domain domain, Fingerprint hook, BlockLocation location);
}
