package io.casgate.catalog.core;

import io.casgate.catalog.memory.MemoryCatalog;
import io.casgate.catalog.port.CatalogPorts;

final class MemoryVersioningTest extends VersioningTest {
    @Override
    CatalogPorts ports() {
        return MemoryCatalog.ports();
    }
}
