package io.casgate.catalog.memory;

import io.casgate.catalog.BucketId;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.port.VersionStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Versions in maps, under one lock; a removed one is remembered as such, as Cassandra's tombstones do. */
public final class MemoryVersions implements VersionStore {
    private final Map<Place, NavigableMap<Long, Cell>> keys = new HashMap<>();

    @Override
    public synchronized void put(BucketId bucket, ObjectKey key, StoredVersion version, long at) {
        Cell written = new Cell(Optional.of(version), at);
        of(bucket, key).merge(version.version(), written, (there, cell) -> there.at() < at ? cell : there);
    }

    @Override
    public synchronized Optional<StoredVersion> find(BucketId bucket, ObjectKey key, long number) {
        return Optional.ofNullable(of(bucket, key).get(number)).flatMap(Cell::version);
    }

    @Override
    public synchronized List<StoredVersion> below(BucketId bucket, ObjectKey key, long number, int limit) {
        return of(bucket, key).headMap(number, false).descendingMap().values().stream()
                .flatMap(cell -> cell.version().stream())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void remove(BucketId bucket, ObjectKey key, long number, long at) {
        Cell removed = new Cell(Optional.empty(), at);
        of(bucket, key).merge(number, removed, (there, cell) -> there.at() <= at ? cell : there);
    }

    private NavigableMap<Long, Cell> of(BucketId bucket, ObjectKey key) {
        return keys.computeIfAbsent(new Place(bucket, key), _ -> new TreeMap<>());
    }

    private record Place(BucketId bucket, ObjectKey key) {}

    private record Cell(Optional<StoredVersion> version, long at) {}
}
