package io.casgate.bench.measure;

import java.time.Duration;

/** When the next operation is due. */
public sealed interface Pacing {
    /** As soon as a worker is free: the load follows the server's speed. */
    record ClosedLoop() implements Pacing {}

    /**
     * At a fixed rate, whatever the server does. Latencies count from the moment an operation was due, so that a stall
     * is charged to every operation that it kept waiting (G. Tene's "coordinated omission").
     *
     * @param perSecond over all workers
     */
    record OpenLoop(double perSecond) implements Pacing {
        public OpenLoop {
            if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
                throw new IllegalArgumentException("an open loop needs a positive rate: " + perSecond);
            }
        }
    }

    /**
     * How long after the start of the run operation {@code number} (from 0) is due; negative when it is due as soon as a
     * worker asks for it.
     */
    default long dueNanos(long number) {
        return switch (this) {
            case ClosedLoop closed -> -1;
            case OpenLoop(double perSecond) ->
                Math.round(number / perSecond * Duration.ofSeconds(1).toNanos());
        };
    }
}
