package io.casgate.dedup.store.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.casgate.cassandra.Access;
import io.casgate.cassandra.Cluster;
import io.casgate.cassandra.Query;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.store.PackStore;
import io.casgate.dedup.store.Reach;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Table {@code packs}: a partition per segment, a row per pack. */
final class CassandraPackStore implements PackStore {
    private static final String SELECT =
            "SELECT position, pack FROM {data}.packs WHERE segment_id = ? AND position >= ? AND position < ?";

    private final Query insert;
    private final Map<Reach, Query> select = new EnumMap<>(Reach.class);

    CassandraPackStore(Cluster cluster) {
        insert = cluster.prepare(
                Access.PAYLOAD_WRITE, "INSERT INTO {data}.packs (segment_id, position, pack) VALUES (?, ?, ?)");
        for (Reach reach : Reach.values()) {
            select.put(reach, cluster.prepare(access(reach), SELECT));
        }
    }

    private static Access access(Reach reach) {
        return switch (reach) {
            case LOCAL_ONE -> Access.PAYLOAD_READ;
            case LOCAL_QUORUM -> Access.PAYLOAD_READ_QUORUM;
            case OTHER_DATA_CENTRE -> Access.PAYLOAD_READ_ALL;
        };
    }

    @Override
    public CompletableFuture<Void> write(SegmentId segment, List<StoredPack> packs) {
        if (packs.size() == 1) {
            return insert.send(row(segment, packs.getFirst())).thenAccept(done -> {});
        }
        List<BoundStatement> rows = new ArrayList<>(packs.size());
        for (StoredPack pack : packs) {
            rows.add(row(segment, pack));
        }
        return insert.sendBatch(rows).thenAccept(done -> {});
    }

    private BoundStatement row(SegmentId segment, StoredPack pack) {
        return insert.bind(segment.value(), pack.position(), pack.bytes().duplicate());
    }

    @Override
    public CompletableFuture<List<StoredPack>> packs(SegmentId segment, int from, int to, Reach reach) {
        return Objects.requireNonNull(select.get(reach))
                .send(segment.value(), from, to)
                .thenApply(CassandraPackStore::packs);
    }

    /** A segment has at most 512 packs, which is less than a page. */
    private static List<StoredPack> packs(AsyncResultSet rows) {
        List<StoredPack> packs = new ArrayList<>();
        for (Row row : rows.currentPage()) {
            packs.add(new StoredPack(row.getInt(0), Objects.requireNonNull(row.getByteBuffer(1))));
        }
        return packs;
    }
}
