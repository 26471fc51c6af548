package io.casgate.gateway.lifecycle;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Holds work to a rate, on average: whoever was fast waits, and whoever was slow does not catch up. One thread's. */
final class Pace {
    /** Waits. */
    interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    private final long nanosPerPiece;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private long next;

    Pace(int perSecond, LongSupplier nanoTime, Sleeper sleeper) {
        this.nanosPerPiece = Duration.ofSeconds(1).toNanos() / perSecond;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
        this.next = nanoTime.getAsLong();
    }

    /** Waits until the pieces done before have had their time, then gives so many more theirs. */
    void take(int pieces) throws InterruptedException {
        long now = nanoTime.getAsLong();
        if (next - now > 0) {
            sleeper.sleep(Duration.ofNanos(next - now));
        } else {
            next = now;
        }
        next += pieces * nanosPerPiece;
    }
}
