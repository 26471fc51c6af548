package io.casgate.bench.cql;

import io.casgate.bench.measure.Tally;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Keeps a fixed number of requests in flight and tallies them. Fed by one thread; answers may come on any. */
final class Window {
    private final int size;
    private final Semaphore free;
    private final Tally tally = new Tally();

    Window(int size) {
        this.size = size;
        this.free = new Semaphore(size);
    }

    /**
     * Sends when there is room.
     *
     * @param request sends it; its result is the payload in bytes
     */
    void submit(Supplier<CompletionStage<Long>> request) throws InterruptedException {
        free.acquire();
        long start = System.nanoTime();
        request.get().whenComplete((bytes, failure) -> {
            record(System.nanoTime() - start, bytes, failure);
            free.release();
        });
    }

    @SuppressWarnings("NullAway") // whenComplete gives either a result or a failure, which its types do not say
    private void record(long nanos, Long bytes, Throwable failure) {
        synchronized (tally) {
            if (failure == null) {
                tally.success(nanos, bytes);
            } else {
                tally.failure(failure.getClass().getSimpleName(), String.valueOf(failure.getMessage()));
            }
        }
    }

    /** Waits for the answers that are missing; the window is not used any more. */
    Tally drain() throws InterruptedException {
        free.acquire(size);
        synchronized (tally) {
            return tally;
        }
    }
}
