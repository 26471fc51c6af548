package io.casgate.catalog.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.casgate.cassandra.Access;
import io.casgate.cassandra.Cluster;
import io.casgate.cassandra.Query;
import io.casgate.catalog.ListedObject;
import io.casgate.catalog.port.IndexId;
import io.casgate.catalog.port.IndexRow;
import io.casgate.catalog.port.IndexStore;
import io.casgate.catalog.port.Shard;
import io.casgate.catalog.port.ShardRef;
import io.casgate.catalog.port.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A shard is a partition: its header in static columns, which only compare-and-sets write, its entries as rows, which
 * carry the versions of their registers as timestamps. Rows are always read whole, like heads.
 */
final class CassandraIndex implements IndexStore {
    private static final String SHARD = " WHERE bucket_id = ? AND kind = ? AND shard_id = ?";
    private static final String PAGE = "SELECT " + EntryColumns.NAMES + ", " + ShardColumns.NAMES
            + " FROM {meta}.index_entries" + SHARD + " AND key >= ? LIMIT ?";
    private static final String STATICS =
            "SELECT DISTINCT bucket_id, kind, shard_id, " + ShardColumns.NAMES + " FROM {meta}.index_entries" + SHARD;

    private final Query mark;
    private final Query settle;
    private final Query remove;
    private final Query page;
    private final Query pageEverywhere;
    private final Query headerNear;
    private final Query header;
    private final Query headerEverywhere;
    private final Query swap;
    private final Query trim;
    private final Query drop;
    private final Query nearest;
    private final Query note;
    private final Query dropNotes;

    CassandraIndex(Cluster cluster) {
        this.mark = cluster.prepare(
                Access.META_WRITE,
                "UPDATE {meta}.index_entries USING TIMESTAMP ? SET marker = ?" + SHARD + " AND key = ?");
        this.settle = cluster.prepare(Access.META_WRITE, """
                INSERT INTO {meta}.index_entries (bucket_id, kind, shard_id, key, version, etag, size, last_modified, owner,
                    storage_class, checksum_algorithm, checksum_type, delete_marker)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?""");
        this.remove = cluster.prepare(
                Access.META_WRITE, "DELETE FROM {meta}.index_entries USING TIMESTAMP ?" + SHARD + " AND key = ?");
        this.page = cluster.prepare(Access.META_READ, PAGE);
        this.pageEverywhere = cluster.prepare(Access.META_READ_EACH_QUORUM, PAGE);
        this.headerNear =
                cluster.prepare(Access.REGISTER_READ, "SELECT * FROM {meta}.index_entries" + SHARD + " AND key = ?");
        this.header = cluster.prepare(Access.REGISTER_READ, STATICS);
        this.headerEverywhere = cluster.prepare(Access.META_READ_EACH_QUORUM, STATICS);
        this.swap = cluster.prepare(
                Access.REGISTER_SWAP,
                "UPDATE {meta}.index_entries SET " + ShardColumns.ASSIGNMENTS + SHARD + " IF epoch = ?");
        this.trim = cluster.prepare(Access.META_WRITE, "DELETE FROM {meta}.index_entries" + SHARD + " AND key >= ?");
        this.drop = cluster.prepare(Access.META_WRITE, "DELETE FROM {meta}.index_entries" + SHARD);
        this.nearest = cluster.prepare(
                Access.META_READ,
                "SELECT low_key, shard_id FROM {meta}.index_shards WHERE bucket_id = ? AND kind = ? AND low_key <= ?"
                        + " ORDER BY low_key DESC LIMIT 1");
        this.note = cluster.prepare(
                Access.META_WRITE,
                "INSERT INTO {meta}.index_shards (bucket_id, kind, low_key, shard_id) VALUES (?, ?, ?, ?)");
        this.dropNotes =
                cluster.prepare(Access.META_WRITE, "DELETE FROM {meta}.index_shards WHERE bucket_id = ? AND kind = ?");
    }

    @Override
    public void mark(ShardRef shard, SortKey key, long version) {
        mark.run(version, version, bucket(shard), kind(shard), shard.shard(), key.toBuffer());
    }

    @Override
    public void settle(ShardRef shard, SortKey key, long version, ListedObject listed) {
        settle.run(
                bucket(shard),
                kind(shard),
                shard.shard(),
                key.toBuffer(),
                version,
                listed.etag(),
                listed.size(),
                listed.lastModified(),
                listed.owner(),
                listed.storageClass(),
                Columns.orEmpty(listed.checksumAlgorithm()),
                Columns.orEmpty(listed.checksumType()),
                listed.kind() == ListedObject.Kind.DELETE_MARKER,
                version);
    }

    @Override
    public void remove(ShardRef shard, SortKey key, long version) {
        remove.run(version, bucket(shard), kind(shard), shard.shard(), key.toBuffer());
    }

    private static UUID bucket(ShardRef shard) {
        return shard.index().bucket().value();
    }

    private static Byte kind(ShardRef shard) {
        return shard.index().kind().code();
    }

    @Override
    public Optional<Page> page(ShardRef shard, SortKey from, int limit) {
        return page(page, header, shard, from, limit);
    }

    @Override
    public Optional<Page> pageEverywhere(ShardRef shard, SortKey from, int limit) {
        return page(pageEverywhere, headerEverywhere, shard, from, limit);
    }

    /** The header comes with the rows; only where there are none it has to be asked for. */
    private static Optional<Page> page(Query page, Query header, ShardRef shard, SortKey from, int limit) {
        List<IndexRow> rows = new ArrayList<>();
        @Nullable Row first = null;
        for (Row row : page.all(bucket(shard), kind(shard), shard.shard(), from.toBuffer(), limit)) {
            first = first == null ? row : first;
            rows.add(EntryColumns.read(row, shard.index().kind()));
        }
        Row holder = first == null ? header.one(bucket(shard), kind(shard), shard.shard()) : first;
        return ShardColumns.read(shard, holder).map(found -> new Page(found, rows));
    }

    @Override
    public Optional<Shard> header(ShardRef shard, SortKey near) {
        @Nullable
        Row row = near.equals(SortKey.LOWEST)
                ? null
                : headerNear.one(bucket(shard), kind(shard), shard.shard(), near.toBuffer());
        Row holder = row == null ? header.one(bucket(shard), kind(shard), shard.shard()) : row;
        return ShardColumns.read(shard, holder);
    }

    @Override
    public void create(Shard shard) {
        swap(shard, null);
    }

    @Override
    public boolean swap(Shard next) {
        return swap(next, next.epoch() - 1);
    }

    private boolean swap(Shard next, @Nullable Long expected) {
        List<@Nullable Object> values = ShardColumns.values(next);
        values.add(bucket(next.ref()));
        values.add(kind(next.ref()));
        values.add(next.ref().shard());
        values.add(expected);
        return Columns.applied(swap, values.toArray());
    }

    /** Reads the header from a quorum of each data centre first, which repairs it there: it must arrive before this. */
    @Override
    public void trim(ShardRef shard, SortKey from) {
        headerEverywhere.one(bucket(shard), kind(shard), shard.shard());
        trim.run(bucket(shard), kind(shard), shard.shard(), from.toBuffer());
    }

    @Override
    public void drop(ShardRef shard) {
        drop.run(bucket(shard), kind(shard), shard.shard());
    }

    @Override
    public Optional<Beginning> nearest(IndexId index, SortKey key) {
        return Optional.ofNullable(
                        nearest.one(index.bucket().value(), index.kind().code(), key.toBuffer()))
                .map(row -> new Beginning(SortKey.of(Columns.blob(row, "low_key")), Columns.uuid(row, "shard_id")));
    }

    @Override
    public void note(IndexId index, Beginning beginning) {
        note.run(index.bucket().value(), index.kind().code(), beginning.low().toBuffer(), beginning.shard());
    }

    @Override
    public void dropNotes(IndexId index) {
        dropNotes.run(index.bucket().value(), index.kind().code());
    }
}
