package io.casgate.catalog.core;

import io.casgate.catalog.port.CatalogPorts;

final class CassandraObjectsTest extends ObjectsTest {
    @Override
    CatalogPorts ports() {
        return CassandraPorts.PORTS;
    }
}
