package io.casgate.catalog.core;

import io.casgate.catalog.memory.MemoryCatalog;
import io.casgate.catalog.port.CatalogPorts;

final class MemoryExpiringTest extends ExpiringTest {
    @Override
    CatalogPorts ports() {
        return MemoryCatalog.ports();
    }
}
