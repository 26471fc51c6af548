package io.casgate.bench.measure;

import java.time.Duration;

/**
 * How long a run lasts: until its time is up or its operations are used up, whichever is first.
 *
 * @param warmUp operations that were due in this time are done and not counted; comes on top of {@code time}
 * @param time of the counted part
 * @param operations counted and not counted together
 */
public record Bounds(Duration warmUp, Duration time, long operations) {
    private static final Duration FOREVER = Duration.ofDays(365);

    public Bounds {
        if (warmUp.isNegative() || !time.isPositive() || operations < 1) {
            throw new IllegalArgumentException("a run needs a positive time and number of operations");
        }
    }

    /** Exactly so many operations, all of them counted. */
    public static Bounds ofCount(long operations) {
        return new Bounds(Duration.ZERO, FOREVER, operations);
    }

    long endNanos() {
        return warmUp.plus(time).toNanos();
    }
}
