package io.casgate.catalog.memory;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.BucketId;
import io.casgate.catalog.port.BucketRegister;
import io.casgate.catalog.port.BucketRow;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Buckets in maps, under one lock. */
public final class MemoryBuckets implements BucketRegister {
    private static final Comparator<Owned> ORDER = Comparator.comparing(Owned::name)
            .thenComparing(
                    owned -> owned.id() == null ? null : owned.id().value(), Comparator.nullsFirst(UUID::compareTo));

    private final Map<String, BucketRow> names = new HashMap<>();
    private final Map<String, NavigableSet<Owned>> owners = new HashMap<>();

    @Override
    public synchronized boolean claim(Bucket bucket) {
        return names.putIfAbsent(bucket.name(), new BucketRow(bucket, null, null)) == null;
    }

    @Override
    public synchronized Optional<BucketRow> read(String name) {
        return Optional.ofNullable(names.get(name));
    }

    @Override
    public Optional<BucketRow> settle(String name) {
        return read(name);
    }

    @Override
    public synchronized boolean swapDeletion(Bucket bucket, @Nullable UUID expected, @Nullable UUID next) {
        return isCurrent(bucket, expected)
                && names.computeIfPresent(bucket.name(), (_, row) -> new BucketRow(row.bucket(), next, row.revision()))
                        != null;
    }

    private boolean isCurrent(Bucket bucket, @Nullable UUID deletion) {
        BucketRow row = names.get(bucket.name());
        return row != null && row.bucket().id().equals(bucket.id()) && Objects.equals(row.deletion(), deletion);
    }

    @Override
    public synchronized boolean swap(Bucket next, @Nullable UUID expected, UUID revision) {
        BucketRow row = names.get(next.name());
        if (row == null || !row.bucket().id().equals(next.id()) || !Objects.equals(row.revision(), expected)) {
            return false;
        }
        names.put(next.name(), new BucketRow(next, row.deletion(), revision));
        return true;
    }

    @Override
    public synchronized boolean remove(Bucket bucket, UUID deletion) {
        return isCurrent(bucket, deletion) && names.remove(bucket.name()) != null;
    }

    @Override
    public synchronized void addOwned(Bucket bucket) {
        of(bucket.owner()).add(new Owned(bucket.name(), bucket.id()));
    }

    @Override
    public synchronized void removeOwned(Bucket bucket) {
        of(bucket.owner()).remove(new Owned(bucket.name(), bucket.id()));
    }

    private NavigableSet<Owned> of(String owner) {
        return owners.computeIfAbsent(owner, _ -> new TreeSet<>(ORDER));
    }

    @Override
    public synchronized List<Owned> owned(String owner, Owned from, int limit) {
        return of(owner).tailSet(from, false).stream().limit(limit).toList();
    }

    /** Whether any name is taken. */
    public synchronized boolean contains(BucketId id) {
        return names.values().stream().anyMatch(row -> row.bucket().id().equals(id));
    }
}
