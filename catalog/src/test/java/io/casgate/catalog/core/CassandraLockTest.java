package io.casgate.catalog.core;

import io.casgate.catalog.port.CatalogPorts;

final class CassandraLockTest extends LockTest {
    @Override
    CatalogPorts ports() {
        return CassandraPorts.PORTS;
    }
}
