package io.casgate.catalog.port;

import io.casgate.catalog.memory.MemoryCatalog;

final class MemoryHeadRegisterTest extends HeadRegisterContract {
    @Override
    HeadRegister register() {
        return MemoryCatalog.ports().heads();
    }
}
