package io.casgate.gateway.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many requests are handled at one time. As each holds at most its two windows, this bounds the transport's memory
 * as well. Safe for use by many threads.
 */
final class Admission {
    private final int capacity;
    private final Semaphore places;
    private volatile boolean closed;

    Admission(int capacity) {
        this.capacity = capacity;
        this.places = new Semaphore(capacity);
    }

    boolean tryEnter() {
        return !closed && places.tryAcquire();
    }

    void leave() {
        places.release();
    }

    boolean isClosed() {
        return closed;
    }

    int inFlight() {
        return capacity - places.availablePermits();
    }

    /** Lets nobody in any more. */
    void close() {
        closed = true;
    }

    /** Waits until all have left; false when they have not in time. */
    boolean awaitEmpty(Duration patience) throws InterruptedException {
        boolean empty = places.tryAcquire(capacity, patience.toNanos(), TimeUnit.NANOSECONDS);
        if (empty) {
            places.release(capacity);
        }
        return empty;
    }
}
