package io.casgate.dedup.read;

import io.casgate.dedup.StoreUnavailableException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** Waits for the ports' answers. */
final class Replies {
    private Replies() {}

    /**
     * Blocks until there is an answer.
     *
     * @throws StoreUnavailableException when there is none, also when this thread is interrupted
     */
    static <T> T await(CompletionStage<T> reply) {
        try {
            return reply.toCompletableFuture().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while reading", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new StoreUnavailableException("A read failed", e);
            }
        }
    }
}
