package io.casgate.catalog.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** The same for many, a bounded number at once. */
final class FanOut {
    private final int width;

    FanOut(int width) {
        this.width = width;
    }

    /** The results in order; fails as the first call in order that failed, when all have ended. */
    <A, B> List<B> map(List<A> inputs, Function<A, B> call) {
        if (inputs.size() < 2) {
            return inputs.stream().map(call).toList();
        }
        Semaphore slots = new Semaphore(width);
        List<Future<B>> running = new ArrayList<>(inputs.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (A input : inputs) {
                slots.acquireUninterruptibly();
                running.add(threads.submit(() -> {
                    try {
                        return call.apply(input);
                    } finally {
                        slots.release();
                    }
                }));
            }
        }
        List<B> results = new ArrayList<>(running.size());
        for (Future<B> done : running) {
            results.add(resultOf(done));
        }
        return results;
    }

    private static <B> B resultOf(Future<B> done) {
        try {
            return done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("Ended tasks do not wait", e);
        }
    }
}
