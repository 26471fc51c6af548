package io.casgate.work;

import io.casgate.work.WorkItem.Term;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An item of work in the hands of one worker, for a time. Not safe for use by several threads at once. Any method that
 * answers false says that the item is somebody else's by now, or gone.
 */
public final class Lease {
    private static final int ATTEMPTS = 16;

    private final WorkQueue queue;
    private WorkItem item;
    private Term term;
    private boolean over;

    Lease(WorkQueue queue, WorkItem item, Term term) {
        this.queue = queue;
        this.item = item;
        this.term = term;
    }

    public String item() {
        return item.name();
    }

    /** Where the work is to go on; "" at the beginning. */
    public String progress() {
        return item.progress();
    }

    /** When the item was last asked for, as far as is known here. */
    public Instant wanted() {
        return item.wanted();
    }

    /** Whether the item is still this worker's. Asked before each step that another worker should not take too. */
    public boolean isHeld() {
        return !over && isInTime();
    }

    private boolean isInTime() {
        return queue.now().isBefore(term.until());
    }

    /** Whether a good part of the lease is over, so that it should be renewed. */
    public boolean isAging() {
        return !queue.now().isBefore(term.until().minus(queue.settings().lease().dividedBy(2)));
    }

    /** Renews the lease, and notes where another worker is to go on if this one dies. */
    public boolean renew(String progress) {
        Term next = new Term(term.holder(), queue.now().plus(queue.settings().lease()));
        if (over || !change(current -> current.with(progress, next))) {
            return false;
        }
        term = next;
        return true;
    }

    /** The work is done, and comes up again at {@code due}, from its beginning. */
    public boolean finish(Instant due) {
        return end(current -> current.finished(due));
    }

    /** Leaves the rest of the work, from {@code progress} on, to whoever comes first. */
    public boolean giveBack(String progress) {
        return end(current -> current.givenBack(progress));
    }

    /** Whatever becomes of the change: it may have been made although nobody says so. */
    private boolean end(UnaryOperator<WorkItem> change) {
        boolean before = !over;
        over = true;
        return before && change(change);
    }

    /** There is no such work any more. The lease ends also when this fails, as it does when it was asked for since the lease was last renewed. */
    public boolean remove() {
        boolean before = isHeld();
        over = true;
        return before && queue.store().remove(queue.name(), item);
    }

    /** Somebody may have asked for the item meanwhile, which changes it and not who holds it. */
    private boolean change(UnaryOperator<WorkItem> change) {
        WorkItem current = item;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (!isInTime()) {
                return false;
            }
            WorkItem next = change.apply(current);
            if (queue.store().swap(queue.name(), next)) {
                item = next;
                return true;
            }
            Optional<WorkItem> found = queue.store().settle(queue.name(), item.name());
            if (found.isEmpty() || !found.get().isHeldBy(term.holder())) {
                return false;
            }
            current = found.get();
        }
        return false;
    }
}
