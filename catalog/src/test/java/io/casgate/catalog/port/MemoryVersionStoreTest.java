package io.casgate.catalog.port;

import io.casgate.catalog.memory.MemoryCatalog;

final class MemoryVersionStoreTest extends VersionStoreContract {
    @Override
    VersionStore store() {
        return MemoryCatalog.ports().versions();
    }
}
