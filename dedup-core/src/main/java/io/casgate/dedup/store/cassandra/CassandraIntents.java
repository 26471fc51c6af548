package io.casgate.dedup.store.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.casgate.cassandra.Access;
import io.casgate.cassandra.Cluster;
import io.casgate.cassandra.Query;
import io.casgate.dedup.OwnerId;
import io.casgate.dedup.Target;
import io.casgate.dedup.store.Intents;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Table {@code intents}: a row per owner, found by the owner that a reference names. */
final class CassandraIntents implements Intents {
    private final Query begin;
    private final Query find;
    private final Query drop;

    CassandraIntents(Cluster cluster) {
        begin = cluster.prepare(
                Access.META_WRITE,
                "INSERT INTO {meta}.intents (owner_id, gateway_id, started, target) VALUES (?, ?, ?, ?)");
        find = cluster.prepare(
                Access.META_READ, "SELECT gateway_id, started, target FROM {meta}.intents WHERE owner_id = ?");
        drop = cluster.prepare(Access.META_WRITE, "DELETE FROM {meta}.intents WHERE owner_id = ?");
    }

    @Override
    public CompletableFuture<Void> begin(OwnerId owner, Intent intent) {
        return begin.send(
                        owner.value(),
                        intent.gateway(),
                        intent.started(),
                        intent.target().name())
                .thenAccept(done -> {});
    }

    @Override
    public CompletableFuture<Optional<Intent>> find(OwnerId owner) {
        return find.send(owner.value()).thenApply(CassandraIntents::intent);
    }

    private static Optional<Intent> intent(AsyncResultSet rows) {
        Row row = rows.one();
        UUID gateway = row == null ? null : row.getUuid(0);
        Instant started = row == null ? null : row.getInstant(1);
        ByteBuffer target = row == null ? null : row.getByteBuffer(2);
        return gateway == null || started == null || target == null
                ? Optional.empty()
                : Optional.of(new Intent(gateway, started, new Target(target)));
    }

    @Override
    public CompletableFuture<Void> drop(OwnerId owner) {
        return drop.send(owner.value()).thenAccept(done -> {});
    }
}
