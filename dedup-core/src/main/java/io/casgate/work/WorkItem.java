package io.casgate.work;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work, which comes up again and again until it is removed.
 *
 * @param name unique in its queue
 * @param epoch grows with every change, each of which is made by compare-and-set
 * @param wanted when it was last asked for
 * @param due when it is to be done next
 * @param progress where its last holder has got to, in the words of who does the work; "" for the beginning
 * @param lease null when nobody holds it
 */
public record WorkItem(
        String name,
        long epoch,
        Instant wanted,
        Instant due,
        String progress,
        @Nullable Term lease) {
    /**
     * For how long somebody holds an item.
     *
     * @param holder a name that nobody held the item under before
     * @param until by the holder's clock
     */
    public record Term(UUID holder, Instant until) {}

    /** Work that begins now. An item that is made anew under an old name has a greater epoch than the old one had. */
    static WorkItem of(String name, Instant now) {
        return new WorkItem(name, ChronoUnit.MICROS.between(Instant.EPOCH, now), now, now, "", null);
    }

    WorkItem wantedAt(Instant now) {
        return new WorkItem(name, epoch + 1, now, now, progress, lease);
    }

    WorkItem with(Term next) {
        return new WorkItem(name, epoch + 1, wanted, due, progress, next);
    }

    WorkItem with(String reached, Term next) {
        return new WorkItem(name, epoch + 1, wanted, due, reached, next);
    }

    WorkItem finished(Instant next) {
        return new WorkItem(name, epoch + 1, wanted, next, "", null);
    }

    WorkItem givenBack(String reached) {
        return new WorkItem(name, epoch + 1, wanted, due, reached, null);
    }

    boolean isHeldBy(UUID holder) {
        return lease != null && lease.holder().equals(holder);
    }
}
