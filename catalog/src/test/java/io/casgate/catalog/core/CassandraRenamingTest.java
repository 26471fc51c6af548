package io.casgate.catalog.core;

import io.casgate.catalog.port.CatalogPorts;

final class CassandraRenamingTest extends RenamingTest {
    @Override
    CatalogPorts ports() {
        return CassandraPorts.PORTS;
    }
}
