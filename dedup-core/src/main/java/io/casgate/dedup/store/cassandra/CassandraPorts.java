package io.casgate.dedup.store.cassandra;

import io.casgate.cassandra.Cluster;
import io.casgate.dedup.store.StorePorts;

/** All ports on one cluster. */
public final class CassandraPorts {
    private CassandraPorts() {}

    /** Prepares the statements; {@link DedupSchema#MODULE} must be installed. */
    public static StorePorts on(Cluster cluster) {
        return new StorePorts(
                new CassandraPackStore(cluster),
                new CassandraSegmentStore(cluster),
                new CassandraBlockIndex(cluster),
                new CassandraManifestPages(cluster),
                new CassandraIntents(cluster),
                new CassandraDomains(cluster),
                new CassandraUsageStore(cluster));
    }
}
