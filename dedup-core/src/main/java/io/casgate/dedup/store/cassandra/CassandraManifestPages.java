package io.casgate.dedup.store.cassandra;

import io.casgate.cassandra.Access;
import io.casgate.cassandra.Cluster;
import io.casgate.cassandra.Query;
import io.casgate.dedup.OwnerId;
import io.casgate.dedup.store.ManifestPages;
import io.casgate.dedup.store.Reach;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Table {@code manifests}: a partition of one row per page. */
final class CassandraManifestPages implements ManifestPages {
    private static final String SELECT = "SELECT content FROM {meta}.manifests WHERE owner_id = ? AND page = ?";

    private final Query insert;
    private final Query delete;
    private final Map<Reach, Query> select = new EnumMap<>(Reach.class);

    CassandraManifestPages(Cluster cluster) {
        insert = cluster.prepare(
                Access.META_WRITE, "INSERT INTO {meta}.manifests (owner_id, page, content) VALUES (?, ?, ?)");
        delete = cluster.prepare(Access.META_WRITE, "DELETE FROM {meta}.manifests WHERE owner_id = ? AND page = ?");
        for (Reach reach : Reach.values()) {
            select.put(reach, cluster.prepare(access(reach), SELECT));
        }
    }

    private static Access access(Reach reach) {
        return switch (reach) {
            case LOCAL_ONE -> Access.META_READ_ONE;
            case LOCAL_QUORUM -> Access.META_READ;
            case OTHER_DATA_CENTRE -> Access.META_READ_ALL;
        };
    }

    @Override
    public CompletableFuture<Void> write(OwnerId pages, int number, ByteBuffer page) {
        return insert.send(pages.value(), number, page.duplicate()).thenAccept(done -> {});
    }

    @Override
    public CompletableFuture<Void> delete(OwnerId pages, int number) {
        return delete.send(pages.value(), number).thenAccept(done -> {});
    }

    @Override
    public CompletableFuture<Optional<ByteBuffer>> page(OwnerId pages, int number, Reach reach) {
        return Objects.requireNonNull(select.get(reach))
                .send(pages.value(), number)
                .thenApply(rows -> Optional.ofNullable(rows.one()).map(row -> row.getByteBuffer(0)));
    }
}
