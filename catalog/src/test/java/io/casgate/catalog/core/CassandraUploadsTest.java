package io.casgate.catalog.core;

import io.casgate.catalog.port.CatalogPorts;

final class CassandraUploadsTest extends UploadsTest {
    @Override
    CatalogPorts ports() {
        return CassandraPorts.PORTS;
    }
}
