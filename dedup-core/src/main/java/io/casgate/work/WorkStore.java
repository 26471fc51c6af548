package io.casgate.work;

import java.util.Optional;
import java.util.stream.Stream;

/** Where the items of all queues are: a register each, that only compare-and-sets change. */
public interface WorkStore {
    /** All items of a queue as they were last committed, in no particular order, read while they are gone through. */
    Stream<WorkItem> all(String queue);

    /** The item after every change under way was completed or refuted. */
    Optional<WorkItem> settle(String queue, String name);

    /** Adds an item, unless there is one of this name. */
    boolean insert(String queue, WorkItem item);

    /** Replaces the item, if its epoch is still the one before {@code next}'s. */
    boolean swap(String queue, WorkItem next);

    /** Removes the item, if its epoch is still this one's. */
    boolean remove(String queue, WorkItem item);
}
