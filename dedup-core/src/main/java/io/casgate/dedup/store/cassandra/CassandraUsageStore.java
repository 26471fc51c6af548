package io.casgate.dedup.store.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.casgate.cassandra.Access;
import io.casgate.cassandra.Cluster;
import io.casgate.cassandra.Query;
import io.casgate.dedup.store.UsageStore;
import java.util.UUID;

/** Table {@code usage}: one partition, a row per gateway process. */
final class CassandraUsageStore implements UsageStore {
    private static final String SCOPE = "cluster";

    private final Query put;
    private final Query all;

    CassandraUsageStore(Cluster cluster) {
        put = cluster.prepare(
                Access.META_WRITE,
                "INSERT INTO {meta}.usage (scope, gateway_id, logical_bytes, unique_bytes, stored_bytes) "
                        + "VALUES (?, ?, ?, ?, ?)");
        all = cluster.prepare(
                Access.META_READ, "SELECT logical_bytes, unique_bytes, stored_bytes FROM {meta}.usage WHERE scope = ?");
    }

    @Override
    public void put(UUID gateway, Usage usage) {
        put.run(SCOPE, gateway, usage.logical(), usage.unique(), usage.stored());
    }

    @Override
    public Usage total() {
        Usage total = Usage.NONE;
        for (Row row : all.all(SCOPE)) {
            total = total.plus(new Usage(row.getLong(0), row.getLong(1), row.getLong(2)));
        }
        return total;
    }
}
