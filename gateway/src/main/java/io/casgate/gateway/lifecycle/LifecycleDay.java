package io.casgate.gateway.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How long a day of a rule is. As on AWS, days that are days end at midnight UTC: what is due in between is due at the next.
 * Shorter ones, for tests, end when they end.
 */
public record LifecycleDay(Duration length) {
    /** A day. */
    public static final LifecycleDay DAY = new LifecycleDay(Duration.ofDays(1));

    public LifecycleDay {
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("A day of " + length);
        }
    }

    /** When {@code days} days after {@code start} are over. */
    public Instant after(Instant start, int days) {
        Instant end = start.plus(length.multipliedBy(days));
        if (!equals(DAY)) {
            return end;
        }
        Instant midnight = end.truncatedTo(ChronoUnit.DAYS);
        return midnight.equals(end) ? end : midnight.plus(1, ChronoUnit.DAYS);
    }
}
