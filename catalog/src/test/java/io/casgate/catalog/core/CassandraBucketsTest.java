package io.casgate.catalog.core;

import io.casgate.catalog.port.CatalogPorts;

final class CassandraBucketsTest extends BucketsTest {
    @Override
    CatalogPorts ports() {
        return CassandraPorts.PORTS;
    }
}
