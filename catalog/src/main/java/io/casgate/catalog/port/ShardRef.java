package io.casgate.catalog.port;

import java.util.UUID;

/** Names one shard, for ever. */
public record ShardRef(IndexId index, UUID shard) {
    public ShardRef sibling(UUID other) {
        return new ShardRef(index, other);
    }
}
