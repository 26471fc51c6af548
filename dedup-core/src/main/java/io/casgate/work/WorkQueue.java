package io.casgate.work;

import io.casgate.dedup.StoreUnavailableException;
import io.casgate.work.WorkItem.Term;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;

/**
 * The items of one kind of work. At most one {@link Lease} of an item is held at any time, as long as the clocks of the
 * gateways differ by no more than the settings say. Work must not depend on that, but only on it being rare: a process
 * that is stopped between looking at its clock and acting acts late. Safe for use by many threads; every method may block
 * on Cassandra, and throws {@link StoreUnavailableException} when it cannot serve.
 */
public final class WorkQueue {
    /** So many of the most overdue items are remembered from one look at all of them, and taken before the next. */
    private static final int REMEMBERED = 256;

    private static final int ATTEMPTS = 16;

    private final String name;
    private final WorkStore store;
    private final WorkSettings settings;
    private final InstantSource clock;
    private final Deque<WorkItem> candidates = new ConcurrentLinkedDeque<>();

    public WorkQueue(String name, WorkStore store, WorkSettings settings, InstantSource clock) {
        this.name = name;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** Makes an item due now, be it new or not. */
    public void add(String item) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Instant now = now();
            Optional<WorkItem> known = store.settle(name, item);
            boolean added = known.isPresent()
                    ? store.swap(name, known.get().wantedAt(now))
                    : store.insert(name, WorkItem.of(item, now));
            if (added) {
                return;
            }
        }
        throw new StoreUnavailableException("The work on " + item + " is changed by too many at once");
    }

    /**
     * Takes an item that is due and that nobody holds, the most overdue first. It looks at all items only when none is left
     * of those that were due when it did so last.
     */
    public Optional<Lease> take() {
        Optional<Lease> remembered = takeRemembered();
        if (remembered.isPresent()) {
            return remembered;
        }
        candidates.addAll(due(now()));
        return takeRemembered();
    }

    /** What was changed since it was seen is not taken: its epoch is another. */
    private Optional<Lease> takeRemembered() {
        for (WorkItem item = candidates.poll(); item != null; item = candidates.poll()) {
            Term term = new Term(UUID.randomUUID(), now().plus(settings.lease()));
            WorkItem taken = item.with(term);
            if (store.swap(name, taken)) {
                return Optional.of(new Lease(this, taken, term));
            }
        }
        return Optional.empty();
    }

    private List<WorkItem> due(Instant now) {
        return store.all(name)
                .filter(item -> !item.due().isAfter(now) && isFree(item, now))
                .sorted(Comparator.comparing(WorkItem::due))
                .limit(REMEMBERED)
                .toList();
    }

    private boolean isFree(WorkItem item, Instant now) {
        Term lease = item.lease();
        return lease == null || now.isAfter(lease.until().plus(settings.clockSkew()));
    }

    /** All items, for those who watch. */
    public Stream<WorkItem> items() {
        return store.all(name);
    }

    /** In milliseconds, as the store keeps it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    WorkStore store() {
        return store;
    }

    String name() {
        return name;
    }

    WorkSettings settings() {
        return settings;
    }
}
