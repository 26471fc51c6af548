package io.casgate.dedup.write;

import io.casgate.dedup.DedupMetrics;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.store.PackSource.StoredPack;
import io.casgate.dedup.store.PackStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Packs on their way to Cassandra: as many bytes as one body, and all bodies together, may have there. Sending is done by
 * the body's thread.
 */
final class BatchWindow {
    private final PackStore packs;
    private final ByteBudget own;
    private final ByteBudget shared;
    private final Failure failure;
    private final DedupMetrics metrics;

    BatchWindow(PackStore packs, ByteBudget own, ByteBudget shared, Failure failure, DedupMetrics metrics) {
        this.packs = packs;
        this.own = own;
        this.shared = shared;
        this.failure = failure;
        this.metrics = metrics;
    }

    /** Waits for room, then sends {@code batch} as soon as {@code reference} is durable. */
    CompletableFuture<Void> send(
            SegmentId segment, List<StoredPack> batch, int bytes, CompletableFuture<Void> reference) {
        own.acquire(bytes);
        acquireShared(bytes);
        metrics.bytesInFlight.add(bytes);
        metrics.batches.increment();
        return reference
                .thenCompose(referenced -> {
                    failure.check();
                    return packs.write(segment, batch);
                })
                .whenComplete((written, e) -> {
                    if (e == null) {
                        metrics.storedBytes.add(bytes);
                    } else {
                        failure.record(e);
                    }
                    metrics.bytesInFlight.add(-bytes);
                    shared.release(bytes);
                    own.release(bytes);
                });
    }

    private void acquireShared(int bytes) {
        try {
            shared.acquire(bytes);
        } catch (RuntimeException e) {
            own.release(bytes);
            throw e;
        }
    }
}
