package io.casgate.dedup.write;

import io.casgate.dedup.UploadExpiredException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The end of the time that an upload may take, by a monotonic clock. */
final class Deadline {
    private final LongSupplier nanoTime;
    private final Duration time;
    private final long begun;

    Deadline(LongSupplier nanoTime, Duration time) {
        this.nanoTime = nanoTime;
        this.time = time;
        this.begun = nanoTime.getAsLong();
    }

    void check() {
        if (nanoTime.getAsLong() - begun > time.toNanos()) {
            throw new UploadExpiredException("The upload took longer than " + time);
        }
    }
}
