package io.casgate.dedup.store.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.casgate.cassandra.Access;
import io.casgate.cassandra.Cluster;
import io.casgate.cassandra.Query;
import io.casgate.dedup.Domain;
import io.casgate.dedup.Fingerprint;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.store.BlockIndex;
import io.casgate.dedup.store.BlockLocation;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Table {@code block_index}: a partition of one row per hook. */
final class CassandraBlockIndex implements BlockIndex {
    private final Query find;
    private final Query put;

    CassandraBlockIndex(Cluster cluster) {
        find = cluster.prepare(
                Access.META_READ,
                "SELECT segment_id, slot FROM {meta}.block_index WHERE domain = ? AND fingerprint = ?");
        put = cluster.prepare(
                Access.META_WRITE,
                "INSERT INTO {meta}.block_index (domain, fingerprint, segment_id, slot) VALUES (?, ?, ?, ?)");
    }

    @Override
    public CompletableFuture<Optional<BlockLocation>> find(Domain domain, Fingerprint hook) {
        return find.send(domain.name(), ByteBuffer.wrap(hook.toBytes())).thenApply(CassandraBlockIndex::location);
    }

    private static Optional<BlockLocation> location(AsyncResultSet rows) {
        Row row = rows.one();
        UUID segment = row == null ? null : row.getUuid(0);
        if (row == null || segment == null || row.isNull(1)) {
            return Optional.empty();
        }
        return Optional.of(new BlockLocation(new SegmentId(segment), row.getShort(1)));
    }

    @Override
    public CompletableFuture<Void> put(Domain domain, Fingerprint hook, BlockLocation location) {
        return put.send(
                        domain.name(),
                        ByteBuffer.wrap(hook.toBytes()),
                        location.segment().value(),
                        (short) location.slot())
                .thenAccept(done -> {});
    }
}
