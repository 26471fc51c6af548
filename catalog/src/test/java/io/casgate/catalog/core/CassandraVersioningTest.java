package io.casgate.catalog.core;

import io.casgate.catalog.port.CatalogPorts;

final class CassandraVersioningTest extends VersioningTest {
    @Override
    CatalogPorts ports() {
        return CassandraPorts.PORTS;
    }
}
