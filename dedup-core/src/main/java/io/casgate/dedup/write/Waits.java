package io.casgate.dedup.write;

import io.casgate.dedup.StoreUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waiting for an answer on a virtual thread. */
final class Waits {
    private Waits() {}

    static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while waiting for Cassandra", e);
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case StoreUnavailableException unavailable ->
                    new StoreUnavailableException("Cassandra cannot serve the body now", unavailable);
                case RuntimeException runtime -> runtime;
                case null, default -> new IllegalStateException(e);
            };
        }
    }
}
