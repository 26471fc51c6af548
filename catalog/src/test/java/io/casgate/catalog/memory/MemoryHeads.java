package io.casgate.catalog.memory;

import io.casgate.catalog.BucketId;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.port.Head;
import io.casgate.catalog.port.HeadRegister;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Heads in a map. */
public final class MemoryHeads implements HeadRegister {
    private final Map<Place, Head> heads = new ConcurrentHashMap<>();

    @Override
    public Optional<Head> read(BucketId bucket, ObjectKey key) {
        return Optional.ofNullable(heads.get(new Place(bucket, key)));
    }

    @Override
    public Optional<Head> settle(BucketId bucket, ObjectKey key) {
        return read(bucket, key);
    }

    @Override
    public boolean compareAndSet(BucketId bucket, ObjectKey key, long expected, Head next) {
        Head now = heads.compute(new Place(bucket, key), (_, current) -> {
            long version = current == null ? 0 : current.version();
            return version == expected ? next : current;
        });
        return now != null && now.change().equals(next.change());
    }

    private record Place(BucketId bucket, ObjectKey key) {}
}
