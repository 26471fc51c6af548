package io.casgate.dedup.store.memory;

import io.casgate.dedup.SegmentId;
import io.casgate.dedup.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every call of every port passes here: it is written down, takes place on another thread, and fails when told to. */
public final class Calls {
    private final Executor executor;
    private final List<Call> log = new ArrayList<>();
    private Predicate<Call> fault = call -> false;
    /** One party waits, and one is there for each call, until what follows from its outcome has begun. */
    private final Phaser underWay = new Phaser(1);

    private final Map<Call.Kind, Duration> delays = new ConcurrentHashMap<>();

    Calls(Executor executor) {
        this.executor = executor;
    }

    /** From now on calls that {@code which} accepts, when they begin, fail without effect. */
    public synchronized void failWhen(Predicate<Call> which) {
        fault = which;
    }

    /** From now on the {@code k}-th call of a kind, from 1, fails. */
    public void failNth(Call.Kind kind, int k) {
        int[] seen = {0};
        failWhen(call -> call.kind() == kind && ++seen[0] == k);
    }

    /** From now on calls of a kind take so long. */
    public void slowDown(Call.Kind kind, Duration time) {
        delays.put(kind, time);
    }

    /** Everything that began or ended so far, in order. */
    public synchronized List<Call> log() {
        return List.copyOf(log);
    }

    /** How many calls of a kind began so far. */
    public long count(Call.Kind kind) {
        return log().stream()
                .filter(call -> call.kind() == kind && call.moment() == Call.Moment.BEGUN)
                .count();
    }

    /** Calls of any kind that began so far. */
    public long count() {
        return log().stream().filter(call -> call.moment() == Call.Moment.BEGUN).count();
    }

    public synchronized void clear() {
        log.clear();
    }

    /** Waits until no call is under way, nor any that follows from one. For one thread at a time. */
    public void awaitQuiet() {
        underWay.awaitAdvance(underWay.arrive());
    }

    <T> CompletableFuture<T> run(Call.Kind kind, @Nullable SegmentId segment, Supplier<T> effect) {
        boolean fails = begin(new Call(kind, segment, Call.Moment.BEGUN));
        CompletableFuture<T> outcome = new CompletableFuture<>();
        underWay.register();
        executor.execute(() -> {
            try {
                if (fails) {
                    note(new Call(kind, segment, Call.Moment.FAILED));
                    outcome.completeExceptionally(new StoreUnavailableException("injected: " + kind));
                } else {
                    takeTime(kind);
                    T result = effect.get();
                    note(new Call(kind, segment, Call.Moment.DONE));
                    outcome.complete(result);
                }
            } catch (RuntimeException e) {
                outcome.completeExceptionally(e);
            } finally {
                underWay.arriveAndDeregister();
            }
        });
        return outcome;
    }

    private void takeTime(Call.Kind kind) {
        Duration time = delays.get(kind);
        if (time != null) {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private synchronized boolean begin(Call call) {
        log.add(call);
        return fault.test(call);
    }

    private synchronized void note(Call call) {
        log.add(call);
    }
}
