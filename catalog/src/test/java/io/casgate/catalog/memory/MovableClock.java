package io.casgate.catalog.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that only tests move, but for a microsecond at each look. */
public final class MovableClock implements InstantSource {
    private Instant now = Instant.parse("2026-01-02T03:04:05.678Z");

    @Override
    public synchronized Instant instant() {
        now = now.plusNanos(1000);
        return now;
    }

    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }
}
