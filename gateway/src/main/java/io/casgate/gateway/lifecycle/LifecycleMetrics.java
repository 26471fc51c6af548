package io.casgate.gateway.lifecycle;

import io.casgate.work.WorkItem;
import io.casgate.work.WorkQueue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;

/** What the lifecycle worker of this gateway counts: {@code casgate_lifecycle_*}. */
public final class LifecycleMetrics {
    final Counter examined;
    final Counter expired;
    final Counter removed;
    final Counter markersRemoved;
    final Counter moved;
    final Counter aborted;
    final Counter locked;
    final Counter rounds;
    final Counter errors;
    private volatile double lag;

    public LifecycleMetrics(MeterRegistry registry) {
        this.examined = counter(registry, "examined", "Versions and uploads that rules were held against");
        this.expired = counter(registry, "expired", "Current objects that expired");
        this.removed = counter(registry, "noncurrent.removed", "Versions that were not current, and were removed");
        this.markersRemoved = counter(registry, "markers.removed", "Delete markers without older versions, removed");
        this.moved = counter(registry, "moved", "Versions that got another storage class");
        this.aborted = counter(registry, "uploads.aborted", "Unfinished uploads that were aborted");
        this.locked = counter(registry, "locked", "Versions that were due, and kept by a lock");
        this.rounds = counter(registry, "rounds", "Buckets that were gone through to their end");
        this.errors = counter(registry, "errors", "Buckets that were left for later because of a failure");
        Gauge.builder("casgate.lifecycle.lag.seconds", this, metrics -> metrics.lag)
                .description("For how long the bucket that waits longest, or is gone through longest, has been due")
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("casgate.lifecycle." + name)
                .description(description)
                .register(registry);
    }

    /** Looks at all buckets that have rules. */
    void watch(WorkQueue queue, Instant now) {
        lag = queue.items()
                .map(WorkItem::due)
                .min(Instant::compareTo)
                .map(due -> Math.max(0, Duration.between(due, now).toMillis() / 1000.0))
                .orElse(0.0);
    }
}
