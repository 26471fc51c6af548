package io.casgate.work.memory;

import io.casgate.work.WorkItem;
import io.casgate.work.WorkStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Items that are gone with their process. */
public final class MemoryWorkStore implements WorkStore {
    private record Place(String queue, String name) {}

    private final Map<Place, WorkItem> items = new HashMap<>();

    @Override
    public synchronized Stream<WorkItem> all(String queue) {
        return items.entrySet().stream()
                .filter(entry -> entry.getKey().queue().equals(queue))
                .map(Map.Entry::getValue)
                .toList()
                .stream();
    }

    @Override
    public synchronized Optional<WorkItem> settle(String queue, String name) {
        return Optional.ofNullable(items.get(new Place(queue, name)));
    }

    @Override
    public synchronized boolean insert(String queue, WorkItem item) {
        return items.putIfAbsent(new Place(queue, item.name()), item) == null;
    }

    @Override
    public synchronized boolean swap(String queue, WorkItem next) {
        Place place = new Place(queue, next.name());
        WorkItem current = items.get(place);
        if (current == null || current.epoch() != next.epoch() - 1) {
            return false;
        }
        items.put(place, next);
        return true;
    }

    @Override
    public synchronized boolean remove(String queue, WorkItem item) {
        Place place = new Place(queue, item.name());
        WorkItem current = items.get(place);
        return current != null && current.epoch() == item.epoch() && items.remove(place, current);
    }
}
