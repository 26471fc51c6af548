package io.casgate.catalog.core;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Versions are microseconds since 1970 as long as clocks behave, and grow by one where they do not. */
final class Versions {
    private Versions() {}

    static long next(long previous, InstantSource clock) {
        return Math.max(previous + 1, micros(clock.instant()));
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
