package io.casgate.catalog.cassandra;

import io.casgate.cassandra.Access;
import io.casgate.cassandra.Cluster;
import io.casgate.cassandra.Query;
import io.casgate.catalog.BucketId;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.port.VersionStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Older versions as rows whose timestamps are versions of the head, so that the latest wins, and a removal wins a tie and
 * stays: until its tombstone is purged after {@code gc_grace_seconds}, ten days, which is longer than anybody sets out to
 * keep a version.
 */
final class CassandraVersions implements VersionStore {
    private static final String KEY = " WHERE bucket_id = ? AND key = ?";

    private final Query put;
    private final Query find;
    private final Query below;
    private final Query remove;

    CassandraVersions(Cluster cluster) {
        this.put = cluster.prepare(
                Access.REGISTER_WRITE,
                "INSERT INTO {meta}.versions (" + String.join(", ", VersionColumns.NAMES) + ", bucket_id, key) VALUES ("
                        + "?, ".repeat(VersionColumns.NAMES.size()) + "?, ?) USING TIMESTAMP ?");
        this.find = cluster.prepare(
                Access.REGISTER_READ, "SELECT * FROM {meta}.versions" + KEY + " AND version_number = ?");
        this.below = cluster.prepare(
                Access.REGISTER_READ, "SELECT * FROM {meta}.versions" + KEY + " AND version_number < ? LIMIT ?");
        this.remove = cluster.prepare(
                Access.REGISTER_WRITE,
                "DELETE FROM {meta}.versions USING TIMESTAMP ?" + KEY + " AND version_number = ?");
    }

    @Override
    public void put(BucketId bucket, ObjectKey key, StoredVersion version, long at) {
        List<@Nullable Object> values = new ArrayList<>(VersionColumns.values(version));
        values.add(bucket.value());
        values.add(Columns.key(key));
        values.add(at);
        put.run(values.toArray());
    }

    @Override
    public Optional<StoredVersion> find(BucketId bucket, ObjectKey key, long number) {
        return Optional.ofNullable(find.one(bucket.value(), Columns.key(key), number))
                .map(VersionColumns::read);
    }

    @Override
    public List<StoredVersion> below(BucketId bucket, ObjectKey key, long number, int limit) {
        List<StoredVersion> versions = new ArrayList<>();
        below.all(bucket.value(), Columns.key(key), number, limit)
                .forEach(row -> versions.add(VersionColumns.read(row)));
        return versions;
    }

    @Override
    public void remove(BucketId bucket, ObjectKey key, long number, long at) {
        remove.run(at, bucket.value(), Columns.key(key), number);
    }
}
