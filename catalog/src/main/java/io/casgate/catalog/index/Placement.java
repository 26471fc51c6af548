package io.casgate.catalog.index;

import io.casgate.catalog.port.ShardRef;
import io.casgate.catalog.port.SortKey;
import java.util.List;
import java.util.Optional;

/** Where an entry was written: one shard, or two while one is being split. */
public record Placement(SortKey key, List<ShardRef> shards) {
    public Placement {
        shards = List.copyOf(shards);
    }

    /**
     * The shard that holds all entries around this one; empty when it was being split, for then its child may lack some
     * still, and must not itself be split.
     */
    public Optional<ShardRef> whole() {
        return shards.size() == 1 ? Optional.of(shards.getFirst()) : Optional.empty();
    }
}
