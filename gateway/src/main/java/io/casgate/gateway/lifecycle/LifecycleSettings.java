package io.casgate.gateway.lifecycle;

import java.time.Duration;

/**
 * How lifecycle rules are carried out.
 *
 * @param worker whether this gateway takes its share of the work
 * @param leastMoved as in {@link LifecycleRules}
 * @param interval how long after a bucket was gone through it is gone through again
 * @param poll how long to wait when no bucket is due
 * @param keysPerSecond how many versions and uploads this gateway holds rules against, at most
 * @param parallelChanges how many keys of a bucket are changed at once
 */
public record LifecycleSettings(
        Worker worker,
        LifecycleDay day,
        long leastMoved,
        Duration interval,
        Duration poll,
        int keysPerSecond,
        int parallelChanges) {
    /** Whether a gateway takes part. */
    public enum Worker {
        ON,
        OFF
    }

    public LifecycleSettings {
        if (keysPerSecond < 1 || parallelChanges < 1) {
            throw new IllegalArgumentException(
                    "lifecycle.keys-per-second and lifecycle.parallel-changes are at least 1, not " + keysPerSecond
                            + " and " + parallelChanges);
        }
    }
}
