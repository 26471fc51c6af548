package io.casgate.catalog.listing;

import io.casgate.catalog.port.SortKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Named items in the order of their places, read a stretch at a time. */
public interface ListSource<T> {
    /** About {@code limit} items from {@code from} on: fewer, even none, where some turn out to be gone. */
    Stretch<T> read(SortKey from, int limit);

    /** The lowest place that an item whose name begins with {@code prefix} can have. */
    SortKey placeOf(String prefix);

    /** An item, under its name. Several may have one name. */
    record Item<T>(SortKey place, String name, T value) {}

    /**
     * Some items.
     *
     * @param next where to read on; null at the end
     */
    record Stretch<T>(List<Item<T>> items, @Nullable SortKey next) {
        public Stretch {
            items = List.copyOf(items);
        }
    }
}
