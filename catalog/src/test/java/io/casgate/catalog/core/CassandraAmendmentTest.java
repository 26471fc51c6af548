package io.casgate.catalog.core;

import io.casgate.catalog.port.CatalogPorts;

final class CassandraAmendmentTest extends AmendmentTest {
    @Override
    CatalogPorts ports() {
        return CassandraPorts.PORTS;
    }
}
