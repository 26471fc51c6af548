package io.casgate.catalog.port;

import io.casgate.catalog.memory.MemoryCatalog;

final class MemoryUploadRegisterTest extends UploadRegisterContract {
    @Override
    UploadRegister register() {
        return MemoryCatalog.ports().uploads();
    }
}
