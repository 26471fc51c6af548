package io.casgate.dedup.write;

import io.casgate.dedup.StoreUnavailableException;
import java.util.concurrent.Semaphore;

/** A number of bytes that may be in use at once. Waiting is fair. Safe for use by any number of threads. */
public final class ByteBudget {
    private final int limit;
    private final Semaphore free;

    public ByteBudget(long limit) {
        this.limit = Math.toIntExact(limit);
        this.free = new Semaphore(this.limit, true);
    }

    /** Waits until {@code bytes} are free, and takes them. Who wants more than there are gets all. */
    void acquire(int bytes) {
        try {
            free.acquire(Math.min(bytes, limit));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while waiting to send to Cassandra", e);
        }
    }

    /** Gives back what {@link #acquire} took for the same number. */
    void release(int bytes) {
        free.release(Math.min(bytes, limit));
    }

    /** Bytes in use now. */
    public int used() {
        return limit - free.availablePermits();
    }
}
