package io.casgate.catalog.memory;

import io.casgate.catalog.port.Trash;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Trash in a list, for tests to look at. */
public final class MemoryTrash implements Trash {
    private final List<Item> items = new CopyOnWriteArrayList<>();

    @Override
    public void add(Item item) {
        items.add(item);
    }

    public List<Item> items() {
        return List.copyOf(items);
    }
}
