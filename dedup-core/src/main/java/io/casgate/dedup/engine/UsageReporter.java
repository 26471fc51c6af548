package io.casgate.dedup.engine;

import io.casgate.dedup.DedupMetrics;
import io.casgate.dedup.store.UsageStore;
import io.casgate.dedup.store.UsageStore.Usage;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the cluster what this process wrote, and asks what the others did, now and then: so that totals outlive
 * processes. Each process has a row of its own with absolute numbers, which may be written late, twice or never.
 */
final class UsageReporter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UsageReporter.class);

    private final UsageStore store;
    private final UUID gateway;
    private final DedupMetrics metrics;
    private final ScheduledExecutorService timer;
    private Usage told = Usage.NONE;
    private volatile Usage others = Usage.NONE;

    UsageReporter(UsageStore store, UUID gateway, DedupMetrics metrics, Duration interval) {
        this.store = store;
        this.gateway = gateway;
        this.metrics = metrics;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("usage-reporter").daemon().factory());
        var _ = timer.scheduleWithFixedDelay(this::exchange, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    Usage total() {
        return others.plus(own());
    }

    private Usage own() {
        return new Usage(metrics.logicalBytes.sum(), metrics.uniqueBytes.sum(), metrics.storedBytes.sum());
    }

    private synchronized void exchange() {
        try {
            tell();
            Usage all = store.total();
            others = new Usage(
                    all.logical() - told.logical(), all.unique() - told.unique(), all.stored() - told.stored());
        } catch (RuntimeException e) {
            LOG.debug("Usage is told later", e);
        }
    }

    private void tell() {
        Usage own = own();
        if (!own.equals(told)) {
            store.put(gateway, own);
            told = own;
        }
    }

    /** Tells for the last time. */
    @Override
    public void close() {
        timer.shutdownNow();
        synchronized (this) {
            try {
                tell();
            } catch (RuntimeException e) {
                LOG.warn("The last bytes written are missing in the totals: {}", e.getMessage());
            }
        }
    }
}
