package io.casgate.catalog.core;

import io.casgate.catalog.memory.MemoryCatalog;
import io.casgate.catalog.port.CatalogPorts;

final class MemoryBucketsTest extends BucketsTest {
    @Override
    CatalogPorts ports() {
        return MemoryCatalog.ports();
    }
}
