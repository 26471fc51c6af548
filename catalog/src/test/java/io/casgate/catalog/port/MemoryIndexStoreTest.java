package io.casgate.catalog.port;

import io.casgate.catalog.memory.MemoryCatalog;

final class MemoryIndexStoreTest extends IndexStoreContract {
    @Override
    IndexStore store() {
        return MemoryCatalog.ports().index();
    }
}
