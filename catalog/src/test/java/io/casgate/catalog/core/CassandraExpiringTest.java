package io.casgate.catalog.core;

import io.casgate.catalog.port.CatalogPorts;

final class CassandraExpiringTest extends ExpiringTest {
    @Override
    CatalogPorts ports() {
        return CassandraPorts.PORTS;
    }
}
