package io.casgate.dedup.store.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.casgate.cassandra.Access;
import io.casgate.cassandra.Cluster;
import io.casgate.cassandra.Query;
import io.casgate.dedup.Domain;
import io.casgate.dedup.OwnerId;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.segment.SegmentBlocks;
import io.casgate.dedup.segment.SegmentHeader;
import io.casgate.dedup.segment.SlotSet;
import io.casgate.dedup.store.SegmentStore;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Table {@code segments}: header in static columns, a row per reference. */
final class CassandraSegmentStore implements SegmentStore {
    private final Query reference;
    private final Query release;
    private final Query used;
    private final Query create;
    private final Query header;
    private final Query owners;
    private final Query saturate;

    CassandraSegmentStore(Cluster cluster) {
        reference = cluster.prepare(
                Access.META_WRITE, "INSERT INTO {meta}.segments (segment_id, owner_id, slots_used) VALUES (?, ?, ?)");
        release =
                cluster.prepare(Access.META_WRITE, "DELETE FROM {meta}.segments WHERE segment_id = ? AND owner_id = ?");
        used = cluster.prepare(
                Access.META_READ, "SELECT slots_used FROM {meta}.segments WHERE segment_id = ? AND owner_id = ?");
        create = cluster.prepare(
                Access.META_WRITE,
                "INSERT INTO {meta}.segments (segment_id, domain, created, slot_count, fingerprints) "
                        + "VALUES (?, ?, ?, ?, ?)");
        owners = cluster.prepare(Access.META_READ, "SELECT owner_id FROM {meta}.segments WHERE segment_id = ? LIMIT ?");
        saturate =
                cluster.prepare(Access.META_WRITE, "UPDATE {meta}.segments SET saturated = true WHERE segment_id = ?");
        // Always all static columns: read repair writes back what was queried, and must not make half a header.
        header = cluster.prepare(
                Access.META_READ,
                "SELECT DISTINCT segment_id, domain, created, slot_count, fingerprints, condemned, deleted, saturated "
                        + "FROM {meta}.segments WHERE segment_id = ?");
    }

    @Override
    public CompletableFuture<Void> reference(SegmentId segment, OwnerId owner, SlotSet slots) {
        return reference.send(segment.value(), owner.value(), slots.encode()).thenAccept(done -> {});
    }

    @Override
    public CompletableFuture<Void> release(SegmentId segment, OwnerId owner) {
        return release.send(segment.value(), owner.value()).thenAccept(done -> {});
    }

    @Override
    public CompletableFuture<Optional<SlotSet>> used(SegmentId segment, OwnerId owner) {
        return used.send(segment.value(), owner.value())
                .thenApply(rows -> Optional.ofNullable(rows.one())
                        .map(row -> row.getByteBuffer(0))
                        .map(SlotSet::decode));
    }

    @Override
    public CompletableFuture<Boolean> hasMoreReferencesThan(SegmentId segment, int limit) {
        return owners.send(segment.value(), limit + 1).thenApply(rows -> rows.remaining() > limit);
    }

    @Override
    public CompletableFuture<Void> saturate(SegmentId segment) {
        return saturate.send(segment.value()).thenAccept(done -> {});
    }

    @Override
    public CompletableFuture<Void> create(SegmentId segment, SegmentHeader created) {
        return create.send(
                        segment.value(),
                        created.domain().name(),
                        created.created(),
                        (short) created.blocks().slotCount(),
                        created.blocks().encode())
                .thenAccept(done -> {});
    }

    @Override
    public CompletableFuture<Optional<SegmentHeader>> header(SegmentId segment) {
        return header.send(segment.value()).thenApply(CassandraSegmentStore::header);
    }

    private static Optional<SegmentHeader> header(AsyncResultSet rows) {
        Row row = rows.one();
        if (row == null) {
            return Optional.empty();
        }
        String domain = row.getString("domain");
        Instant created = row.getInstant("created");
        ByteBuffer fingerprints = row.getByteBuffer("fingerprints");
        if (domain == null || created == null || fingerprints == null) {
            return Optional.empty();
        }
        return Optional.of(new SegmentHeader(
                new Domain(domain),
                created,
                SegmentBlocks.decode(fingerprints),
                slots(row.getSet("condemned", Short.class)),
                slots(row.getSet("deleted", Short.class)),
                row.getBoolean("saturated")));
    }

    private static SlotSet slots(Set<Short> stored) {
        return SlotSet.of(stored.stream().mapToInt(Short::intValue).toArray());
    }
}
