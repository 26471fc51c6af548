package io.casgate.dedup.write;

import io.casgate.dedup.StoreUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Requests of one body on their way, bounded in number. Started and awaited by the body's thread. */
final class InFlight {
    private final int limit;
    private final Semaphore free;
    private final Failure failure;

    InFlight(int limit, Failure failure) {
        this.limit = limit;
        this.free = new Semaphore(limit);
        this.failure = failure;
    }

    /** Waits for room, then starts a request. Its failure is recorded. */
    void start(Supplier<CompletableFuture<?>> request) {
        acquire(1);
        CompletableFuture<?> started;
        try {
            started = request.get();
        } catch (RuntimeException e) {
            free.release();
            throw e;
        }
        var _ = started.whenComplete((done, e) -> {
            if (e != null) {
                failure.record(e);
            }
            free.release();
        });
    }

    /** Waits until nothing is on its way, also when something failed. */
    void drain() {
        acquire(limit);
        free.release(limit);
    }

    private void acquire(int permits) {
        try {
            free.acquire(permits);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while waiting for Cassandra", e);
        }
    }
}
