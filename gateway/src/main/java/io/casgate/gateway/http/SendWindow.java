package io.casgate.gateway.http;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the bytes of a response that wait for the network: the request's thread takes room before it hands bytes over,
 * and the event loop gives it back as they are written.
 */
final class SendWindow {
    private final int capacity;
    private final Duration patience;
    private final Semaphore room;
    private volatile @Nullable Throwable failure;

    SendWindow(int capacity, Duration patience) {
        this.capacity = capacity;
        this.patience = patience;
        this.room = new Semaphore(capacity);
    }

    /** How much room a piece of {@code bytes} takes. */
    int clamp(int bytes) {
        return Math.min(bytes, capacity);
    }

    /**
     * Waits for room for {@code bytes}, at most the capacity.
     *
     * @throws IOException when a write failed, or the client took nothing for too long
     */
    void take(int bytes) throws IOException {
        try {
            boolean taken = room.tryAcquire(bytes, patience.toNanos(), TimeUnit.NANOSECONDS);
            Throwable broken = failure;
            if (broken != null) {
                throw new IOException("The connection broke: " + broken.getMessage(), broken);
            }
            if (!taken) {
                throw new IOException("The client took nothing for " + patience.toSeconds() + " s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The server is stopping.", e);
        }
    }

    /** Waits until everything has been written. */
    void flush(int piece) throws IOException {
        for (int left = capacity; left > 0; left -= Math.min(left, piece)) {
            take(Math.min(left, piece));
        }
    }

    /** Gives {@code bytes} back, as the outcome of a write. */
    void written(int bytes, Future<?> outcome) {
        if (!outcome.isSuccess()) {
            failure = outcome.cause();
        }
        room.release(bytes);
    }
}
