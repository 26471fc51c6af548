package io.casgate.catalog.cassandra;

import io.casgate.cassandra.Cluster;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.core.LinearCatalog;
import io.casgate.catalog.port.CatalogPorts;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** The catalog on a cluster on which {@link CatalogSchema#MODULE} is installed. */
public final class CassandraCatalog {
    private CassandraCatalog() {}

    /**
     * Prepares the catalog's statements.
     *
     * @param background as in {@link LinearCatalog}; bounded, and ended by the caller
     */
    public static Catalog open(Cluster cluster, CatalogSettings settings, InstantSource clock, Executor background) {
        return new LinearCatalog(ports(cluster, settings, clock), settings, clock, background);
    }

    public static CatalogPorts ports(Cluster cluster, CatalogSettings settings, InstantSource clock) {
        return new CatalogPorts(
                new CassandraBuckets(cluster),
                new CassandraHeads(cluster, settings),
                new CassandraVersions(cluster),
                new CassandraIndex(cluster),
                new CassandraUploads(cluster, settings),
                new CassandraTrash(cluster, settings, clock));
    }
}
