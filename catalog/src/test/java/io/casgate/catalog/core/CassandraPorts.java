package io.casgate.catalog.core;

import io.casgate.cassandra.CassandraFixture;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.cassandra.CassandraCatalog;
import io.casgate.catalog.cassandra.CatalogSchema;
import io.casgate.catalog.port.CatalogPorts;
import java.time.InstantSource;

/** The ports on the Cassandra that all tests share. */
public final class CassandraPorts {
    public static final CatalogPorts PORTS = CassandraCatalog.ports(
            CassandraFixture.shared(CatalogSchema.MODULE), CatalogSettings.DEFAULT, InstantSource.system());

    private CassandraPorts() {}
}
