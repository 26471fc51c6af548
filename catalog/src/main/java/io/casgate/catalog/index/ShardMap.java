package io.casgate.catalog.index;

import io.casgate.catalog.port.IndexId;
import io.casgate.catalog.port.IndexStore.Beginning;
import io.casgate.catalog.port.SortKey;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where shards begin, as far as this gateway has seen. Only a hint: who comes out too far left moves right. When it is
 * full it forgets everything, for learning a shard again costs one read.
 */
final class ShardMap {
    private static final int OVERHEAD = 200;

    private final ConcurrentNavigableMap<Place, UUID> shards = new ConcurrentSkipListMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final long limit;

    ShardMap(long limitBytes) {
        this.limit = limitBytes;
    }

    /** The nearest known beginning at or left of {@code key}. */
    Optional<Beginning> floor(IndexId index, SortKey key) {
        Map.Entry<Place, UUID> nearest = shards.floorEntry(new Place(index, key));
        return nearest == null || !nearest.getKey().index().equals(index)
                ? Optional.empty()
                : Optional.of(new Beginning(nearest.getKey().low(), nearest.getValue()));
    }

    void learn(IndexId index, Beginning beginning) {
        if (shards.put(new Place(index, beginning.low()), beginning.shard()) != null) {
            return;
        }
        if (bytes.addAndGet(beginning.low().length() + OVERHEAD) > limit) {
            shards.clear();
            bytes.set(0);
        }
    }

    void forget(IndexId index, SortKey low) {
        if (shards.remove(new Place(index, low)) != null) {
            bytes.addAndGet(-low.length() - OVERHEAD);
        }
    }

    private record Place(IndexId index, SortKey low) implements Comparable<Place> {
        private static final Comparator<Place> ORDER = Comparator.comparing(
                        (Place place) -> place.index().bucket().value())
                .thenComparing(place -> place.index().kind())
                .thenComparing(Place::low);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }
}
