package io.casgate.bench.measure;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Hands out a run's operations to its workers. Safe for use by many threads. */
public final class Schedule {
    private final Pacing pacing;
    private final Bounds bounds;
    private final LongSupplier nanoTime;
    private final long start;
    private final AtomicLong next = new AtomicLong();

    /** Starts the run now. */
    public Schedule(Pacing pacing, Bounds bounds) {
        this(pacing, bounds, System::nanoTime);
    }

    Schedule(Pacing pacing, Bounds bounds, LongSupplier nanoTime) {
        this.pacing = pacing;
        this.bounds = bounds;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /**
     * One operation to do.
     *
     * @param number from 0
     * @param dueNanos after the start of the run; what its latency counts from
     * @param counted false during warm-up
     */
    public record Turn(long number, long dueNanos, boolean counted) {}

    /** Waits until the next operation is due; empty at the end of the run. */
    public Optional<Turn> await() {
        long number = next.getAndIncrement();
        if (number >= bounds.operations()) {
            return Optional.empty();
        }
        long due = pacing.dueNanos(number);
        if (due < 0) {
            due = elapsedNanos();
        }
        if (due >= bounds.endNanos()) {
            return Optional.empty();
        }
        for (long wait = due - elapsedNanos(); wait > 0; wait = due - elapsedNanos()) {
            LockSupport.parkNanos(wait);
        }
        return elapsedNanos() >= bounds.endNanos()
                ? Optional.empty()
                : Optional.of(new Turn(number, due, due >= bounds.warmUp().toNanos()));
    }

    /** Since the start of the run, warm-up included. */
    public long elapsedNanos() {
        return nanoTime.getAsLong() - start;
    }

    /** Since the end of the warm-up. */
    public long countedNanos() {
        return Math.max(0, elapsedNanos() - bounds.warmUp().toNanos());
    }
}
