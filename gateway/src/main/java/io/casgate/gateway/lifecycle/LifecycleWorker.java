package io.casgate.gateway.lifecycle;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.NoSuchBucketException;
import io.casgate.work.Lease;
import io.casgate.work.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the lifecycle rules of one bucket after the other, as its share of the work of all gateways. Nothing depends
 * on it being the only one: what it removes, it removes by compare-and-set. A thread of its own runs it.
 */
public final class LifecycleWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LifecycleWorker.class);

    /** For so long a bucket without rules stays in the queue, since its rules may be on their way. */
    private static final Duration GRACE = Duration.ofHours(1);

    /** When to look again at a bucket without rules: what is known of it may be a few seconds old. */
    private static final Duration SOON = Duration.ofMinutes(1);

    /** For so long the lag that is told may be old, since it takes a look at all items. */
    private static final Duration WATCH = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Catalog catalog;
    private final Lifecycle lifecycle;
    private final WorkQueue queue;
    private final LifecycleSettings settings;
    private final LifecycleMetrics metrics;
    private final InstantSource clock;
    private final KeyedTasks tasks;
    private final Pace pace;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    /** Only by the thread. */
    private Instant watched = Instant.EPOCH;

    public LifecycleWorker(
            Catalog catalog,
            Lifecycle lifecycle,
            WorkQueue queue,
            LifecycleSettings settings,
            LifecycleMetrics metrics,
            InstantSource clock) {
        this.catalog = catalog;
        this.lifecycle = lifecycle;
        this.queue = queue;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        this.tasks = new KeyedTasks(settings.parallelChanges(), metrics.errors);
        this.pace = new Pace(settings.keysPerSecond(), System::nanoTime, this::pause);
        this.thread = Thread.ofPlatform().name("lifecycle").daemon().unstarted(this::run);
    }

    /** Works until it is closed. */
    public LifecycleWorker start() {
        thread.start();
        return this;
    }

    private void run() {
        try {
            while (!isStopped()) {
                if (!tryToWork()) {
                    pause(settings.poll());
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Interrupted while working", e);
        }
    }

    private boolean tryToWork() throws InterruptedException {
        try {
            watch();
            return work();
        } catch (RuntimeException e) {
            metrics.errors.increment();
            LOG.warn("A bucket's lifecycle is left for later: {}", e.toString());
            LOG.debug("Because", e);
            return false;
        }
    }

    private void watch() {
        Instant now = clock.instant();
        if (!now.isBefore(watched.plus(WATCH))) {
            metrics.watch(queue, now);
            watched = now;
        }
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    /** Ends early when the worker is stopped. */
    private void pause(Duration duration) throws InterruptedException {
        stop.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Goes through the bucket that has waited longest; false when none is due. A failure leaves the bucket to whoever comes
     * when the lease is over.
     */
    boolean work() throws InterruptedException {
        Optional<Lease> lease = queue.take();
        if (lease.isEmpty()) {
            return false;
        }
        Optional<Bucket> bucket = catalog.buckets().find(lease.get().item());
        Optional<LifecycleRules> rules = bucket.flatMap(lifecycle::rules);
        if (bucket.isPresent() && rules.isPresent()) {
            goThrough(bucket.get(), rules.get(), lease.get());
        } else {
            letGo(lease.get());
        }
        return true;
    }

    private void goThrough(Bucket bucket, LifecycleRules rules, Lease lease) throws InterruptedException {
        BucketRound round = new BucketRound(
                bucket,
                rules,
                lease,
                new BucketRound.Tools(
                        catalog, tasks, pace, metrics, clock, () -> !isStopped() && holds(bucket, rules)));
        try {
            switch (round.run()) {
                case DONE -> {
                    lease.finish(clock.instant().plus(settings.interval()));
                    metrics.rounds.increment();
                }
                case INTERRUPTED -> lease.giveBack(holds(bucket, rules) ? round.progress() : "");
                case LOST -> LOG.info("Another gateway goes on with the lifecycle of {}", bucket.name());
            }
        } catch (NoSuchBucketException e) {
            letGo(lease);
        }
    }

    private boolean holds(Bucket bucket, LifecycleRules rules) {
        return catalog.buckets()
                .find(bucket.name())
                .filter(found -> found.id().equals(bucket.id()))
                .flatMap(lifecycle::rules)
                .filter(rules::equals)
                .isPresent();
    }

    /** There are no rules; but they may be on their way, since the bucket is queued before it gets them. */
    private void letGo(Lease lease) {
        Instant now = clock.instant();
        if (now.isBefore(lease.wanted().plus(GRACE))) {
            lease.finish(now.plus(settings.interval().compareTo(SOON) < 0 ? settings.interval() : SOON));
        } else if (!lease.remove()) {
            LOG.debug("{} is wanted again", lease.item());
        }
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    /** Ends with the page that is being worked on, and leaves the rest of the bucket to another gateway. */
    @Override
    public void close() {
        stop.countDown();
        try {
            if (!thread.join(PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
