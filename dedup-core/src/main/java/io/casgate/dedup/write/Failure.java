package io.casgate.dedup.write;

import io.casgate.dedup.StoreUnavailableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The first thing that went wrong with a body: nothing more is sent after it. */
final class Failure {
    private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();

    void record(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        first.compareAndSet(null, cause);
    }

    boolean happened() {
        return first.get() != null;
    }

    /** Throws what happened, if something did, with the caller's stack. */
    void check() {
        switch (first.get()) {
            case null -> {}
            case StoreUnavailableException unavailable ->
                throw new StoreUnavailableException("The body cannot be stored now", unavailable);
            case Throwable other -> throw new IllegalStateException("Storing a body failed", other);
        }
    }
}
