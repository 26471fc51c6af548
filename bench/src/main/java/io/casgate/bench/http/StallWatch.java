package io.casgate.bench.http;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes channels whose exchange is over its time limit, to within a quarter of a second: blocking channels have no
 * read time-out, and one thread that looks now and then costs less than selectors for all. Safe for many threads.
 */
public final class StallWatch implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Map<SocketChannel, Long> deadlines = new ConcurrentHashMap<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("stall-watch").start(this::run);

    /** Ends the watch over one channel. */
    public interface Guard extends AutoCloseable {
        @Override
        void close();
    }

    Guard guard(SocketChannel channel, Duration timeLimit) {
        deadlines.put(channel, System.nanoTime() + timeLimit.toNanos());
        return () -> deadlines.remove(channel);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                long now = System.nanoTime();
                deadlines.forEach((channel, deadline) -> {
                    if (now - deadline > 0) {
                        closeQuietly(channel);
                    }
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The channel is given up in any case, and closed even when this is thrown.
        }
    }
}
