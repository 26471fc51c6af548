package io.casgate.catalog.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.casgate.cassandra.Access;
import io.casgate.cassandra.Cluster;
import io.casgate.cassandra.Query;
import io.casgate.catalog.BucketId;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.UploadId;
import io.casgate.catalog.port.Head;
import io.casgate.catalog.port.Head.Dead;
import io.casgate.catalog.port.Head.Live;
import io.casgate.catalog.port.HeadRegister;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Heads as rows that only compare-and-sets write. A row is always read whole: a read of some columns that meets a
 * half-committed change has only those repaired, and others could then read a mixture.
 */
final class CassandraHeads implements HeadRegister {
    private static final List<String> OF_LIVE = Stream.concat(
                    VersionColumns.NAMES.stream(), Stream.concat(Stream.of("upload_id"), OlderColumns.NAMES.stream()))
            .toList();

    private static final String SWAPPED = " WHERE bucket_id = ? AND key = ? IF version = ?";
    private static final String SELECT = "SELECT * FROM {meta}.heads WHERE bucket_id = ? AND key = ?";

    private final CatalogSettings settings;
    private final Query read;
    private final Query settle;
    private final Query live;
    private final Query dead;

    CassandraHeads(Cluster cluster, CatalogSettings settings) {
        this.settings = settings;
        this.read = cluster.prepare(Access.REGISTER_READ, SELECT);
        this.settle = cluster.prepare(Access.REGISTER_SETTLE, SELECT);
        this.live = cluster.prepare(
                Access.REGISTER_SWAP,
                "UPDATE {meta}.heads SET version = ?, change = ?, parent = ?, live = true, "
                        + Columns.assignments(OF_LIVE) + SWAPPED);
        this.dead = cluster.prepare(
                Access.REGISTER_SWAP,
                "UPDATE {meta}.heads USING TTL ? SET version = ?, change = ?, parent = ?, live = false, "
                        + Columns.clearings(OF_LIVE) + SWAPPED);
    }

    @Override
    public Optional<Head> read(BucketId bucket, ObjectKey key) {
        return Optional.ofNullable(read.one(bucket.value(), Columns.key(key))).map(CassandraHeads::head);
    }

    @Override
    public Optional<Head> settle(BucketId bucket, ObjectKey key) {
        return Optional.ofNullable(settle.one(bucket.value(), Columns.key(key))).map(CassandraHeads::head);
    }

    @Override
    public boolean compareAndSet(BucketId bucket, ObjectKey key, long expected, Head next) {
        @Nullable Long version = expected == 0 ? null : expected;
        return switch (next.state()) {
            case Live state -> setLive(bucket, key, version, next, state);
            case Dead _ ->
                Columns.applied(
                        dead,
                        Math.toIntExact(settings.deadHeadLife().toSeconds()),
                        next.version(),
                        next.change(),
                        next.parent(),
                        bucket.value(),
                        Columns.key(key),
                        version);
        };
    }

    private boolean setLive(BucketId bucket, ObjectKey key, @Nullable Long expected, Head next, Live state) {
        @Nullable UploadId upload = state.upload();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(next.version());
        values.add(next.change());
        values.add(next.parent());
        values.addAll(VersionColumns.values(state.current()));
        values.add(upload == null ? null : Columns.upload(upload));
        values.addAll(OlderColumns.values(state.older()));
        values.add(bucket.value());
        values.add(Columns.key(key));
        values.add(expected);
        return Columns.applied(live, values.toArray());
    }

    private static Head head(Row row) {
        return new Head(
                row.getLong("version"),
                Columns.uuid(row, "change"),
                row.getUuid("parent"),
                row.getBoolean("live") ? live(row) : new Dead());
    }

    private static Live live(Row row) {
        return new Live(VersionColumns.read(row), OlderColumns.read(row), Columns.upload(row, "upload_id"));
    }
}
