package io.casgate.dedup.store;

import io.casgate.dedup.OwnerId;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads the pages of manifests. Safe for use by any number of threads; no method blocks. */
public interface PageSource {
    /**
     * The stored form of page {@code number}, from 0; empty when there is no such row within {@code reach}. The stage
     * fails with {@link io.casgate.dedup.StoreUnavailableException} when Cassandra does not answer.
     */
    CompletionStage<Optional<ByteBuffer>> page(OwnerId pages, int number, Reach reach);
}
