package io.casgate.work.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.casgate.cassandra.Access;
import io.casgate.cassandra.Cluster;
import io.casgate.cassandra.Query;
import io.casgate.work.WorkItem;
import io.casgate.work.WorkItem.Term;
import io.casgate.work.WorkStore;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Items as rows that only compare-and-sets write, spread over a few partitions by their names. */
public final class CassandraWorkStore implements WorkStore {
    private static final int SHARDS = 16;

    private final Query all;
    private final Query settle;
    private final Query insert;
    private final Query swap;
    private final Query remove;

    /** {@link WorkSchema} must be installed. */
    public CassandraWorkStore(Cluster cluster) {
        this.all =
                cluster.prepare(Access.REGISTER_READ, "SELECT * FROM {meta}.work_items WHERE queue = ? AND shard = ?");
        this.settle = cluster.prepare(
                Access.REGISTER_SETTLE, "SELECT * FROM {meta}.work_items WHERE queue = ? AND shard = ? AND name = ?");
        this.insert = cluster.prepare(
                Access.REGISTER_SWAP,
                "INSERT INTO {meta}.work_items (queue, shard, name, epoch, wanted, due, progress)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS");
        this.swap = cluster.prepare(
                Access.REGISTER_SWAP,
                "UPDATE {meta}.work_items SET epoch = ?, wanted = ?, due = ?, progress = ?, holder = ?, held_until = ?"
                        + " WHERE queue = ? AND shard = ? AND name = ? IF epoch = ?");
        this.remove = cluster.prepare(
                Access.REGISTER_SWAP,
                "DELETE FROM {meta}.work_items WHERE queue = ? AND shard = ? AND name = ? IF epoch = ?");
    }

    private static byte shard(String name) {
        return (byte) Math.floorMod(name.hashCode(), SHARDS);
    }

    @Override
    public Stream<WorkItem> all(String queue) {
        return IntStream.range(0, SHARDS)
                .boxed()
                .flatMap(shard ->
                        StreamSupport.stream(all.all(queue, shard.byteValue()).spliterator(), false))
                .map(CassandraWorkStore::item);
    }

    @Override
    public Optional<WorkItem> settle(String queue, String name) {
        return Optional.ofNullable(settle.one(queue, shard(name), name)).map(CassandraWorkStore::item);
    }

    @Override
    public boolean insert(String queue, WorkItem item) {
        return insert.applied(
                queue, shard(item.name()), item.name(), item.epoch(), item.wanted(), item.due(), item.progress());
    }

    @Override
    public boolean swap(String queue, WorkItem next) {
        Term lease = next.lease();
        return swap.applied(
                next.epoch(),
                next.wanted(),
                next.due(),
                next.progress(),
                lease == null ? null : lease.holder(),
                lease == null ? null : lease.until(),
                queue,
                shard(next.name()),
                next.name(),
                next.epoch() - 1);
    }

    @Override
    public boolean remove(String queue, WorkItem item) {
        return remove.applied(queue, shard(item.name()), item.name(), item.epoch());
    }

    private static WorkItem item(Row row) {
        @Nullable UUID holder = row.getUuid("holder");
        return new WorkItem(
                Objects.requireNonNull(row.getString("name")),
                row.getLong("epoch"),
                instant(row, "wanted"),
                instant(row, "due"),
                Objects.requireNonNull(row.getString("progress")),
                holder == null ? null : new Term(holder, instant(row, "held_until")));
    }

    private static Instant instant(Row row, String column) {
        return Objects.requireNonNull(row.getInstant(column), column);
    }
}
