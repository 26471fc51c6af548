package io.casgate.dedup.write;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is started by whoever needs it first. Safe for use by any number of threads. */
final class Once<T> {
    private final Supplier<T> start;
    private @Nullable T value;

    Once(Supplier<T> start) {
        this.start = start;
    }

    synchronized T get() {
        if (value == null) {
            value = start.get();
        }
        return value;
    }

    synchronized boolean isStarted() {
        return value != null;
    }
}
