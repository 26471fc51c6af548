package io.casgate.catalog.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.casgate.cassandra.Access;
import io.casgate.cassandra.Cluster;
import io.casgate.cassandra.Query;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.BucketId;
import io.casgate.catalog.Versioning;
import io.casgate.catalog.port.BucketRegister;
import io.casgate.catalog.port.BucketRow;
import io.casgate.dedup.Domain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bucket names as rows that only compare-and-sets write. */
final class CassandraBuckets implements BucketRegister {
    private static final String SELECT = "SELECT * FROM {meta}.buckets WHERE name = ?";

    private final Query claim;
    private final Query read;
    private final Query settle;
    private final Query swapDeletion;
    private final Query swap;
    private final Query remove;
    private final Query addOwned;
    private final Query removeOwned;
    private final Query ownedFrom;
    private final Query ownedAfter;

    CassandraBuckets(Cluster cluster) {
        this.claim = cluster.prepare(
                Access.REGISTER_SWAP,
                "INSERT INTO {meta}.buckets (name, bucket_id, owner, created, region, domain, versioning,"
                        + " configuration) VALUES (?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS");
        this.read = cluster.prepare(Access.REGISTER_READ, SELECT);
        this.settle = cluster.prepare(Access.REGISTER_SETTLE, SELECT);
        this.swapDeletion = cluster.prepare(
                Access.REGISTER_SWAP,
                "UPDATE {meta}.buckets SET deletion = ? WHERE name = ? IF bucket_id = ? AND deletion = ?");
        this.swap = cluster.prepare(
                Access.REGISTER_SWAP,
                "UPDATE {meta}.buckets SET versioning = ?, configuration = ?, revision = ?"
                        + " WHERE name = ? IF bucket_id = ? AND revision = ?");
        this.remove = cluster.prepare(
                Access.REGISTER_SWAP, "DELETE FROM {meta}.buckets WHERE name = ? IF bucket_id = ? AND deletion = ?");
        this.addOwned = cluster.prepare(
                Access.META_WRITE, "INSERT INTO {meta}.owned_buckets (owner, name, bucket_id) VALUES (?, ?, ?)");
        this.removeOwned = cluster.prepare(
                Access.META_WRITE, "DELETE FROM {meta}.owned_buckets WHERE owner = ? AND name = ? AND bucket_id = ?");
        this.ownedFrom = cluster.prepare(
                Access.META_READ,
                "SELECT name, bucket_id FROM {meta}.owned_buckets WHERE owner = ? AND name >= ? LIMIT ?");
        this.ownedAfter = cluster.prepare(
                Access.META_READ,
                "SELECT name, bucket_id FROM {meta}.owned_buckets WHERE owner = ? AND (name, bucket_id) > (?, ?) LIMIT ?");
    }

    @Override
    public boolean claim(Bucket bucket) {
        return Columns.applied(
                claim,
                bucket.name(),
                bucket.id().value(),
                bucket.owner(),
                bucket.created(),
                bucket.region(),
                bucket.domain().name(),
                bucket.versioning().name(),
                bucket.configuration());
    }

    @Override
    public Optional<BucketRow> read(String name) {
        return Optional.ofNullable(read.one(name)).map(CassandraBuckets::bucket);
    }

    @Override
    public Optional<BucketRow> settle(String name) {
        return Optional.ofNullable(settle.one(name)).map(CassandraBuckets::bucket);
    }

    private static BucketRow bucket(Row row) {
        Bucket bucket = new Bucket(
                new BucketId(Columns.uuid(row, "bucket_id")),
                Columns.text(row, "name"),
                Columns.text(row, "owner"),
                Columns.instant(row, "created"),
                Columns.text(row, "region"),
                new Domain(Columns.text(row, "domain")),
                Versioning.valueOf(Columns.text(row, "versioning")),
                Columns.map(row, "configuration"));
        return new BucketRow(bucket, row.getUuid("deletion"), row.getUuid("revision"));
    }

    @Override
    public boolean swapDeletion(Bucket bucket, @Nullable UUID expected, @Nullable UUID next) {
        return Columns.applied(swapDeletion, next, bucket.name(), bucket.id().value(), expected);
    }

    @Override
    public boolean swap(Bucket next, @Nullable UUID expected, UUID revision) {
        return Columns.applied(
                swap,
                next.versioning().name(),
                next.configuration(),
                revision,
                next.name(),
                next.id().value(),
                expected);
    }

    @Override
    public boolean remove(Bucket bucket, UUID deletion) {
        return Columns.applied(remove, bucket.name(), bucket.id().value(), deletion);
    }

    @Override
    public void addOwned(Bucket bucket) {
        addOwned.run(bucket.owner(), bucket.name(), bucket.id().value());
    }

    @Override
    public void removeOwned(Bucket bucket) {
        removeOwned.run(bucket.owner(), bucket.name(), bucket.id().value());
    }

    @Override
    public List<Owned> owned(String owner, Owned from, int limit) {
        @Nullable BucketId after = from.id();
        Iterable<Row> rows = after == null
                ? ownedFrom.all(owner, from.name(), limit)
                : ownedAfter.all(owner, from.name(), after.value(), limit);
        List<Owned> owned = new ArrayList<>();
        rows.forEach(
                row -> owned.add(new Owned(Columns.text(row, "name"), new BucketId(Columns.uuid(row, "bucket_id")))));
        return owned;
    }
}
