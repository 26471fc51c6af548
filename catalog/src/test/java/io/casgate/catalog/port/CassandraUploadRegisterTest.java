package io.casgate.catalog.port;

import io.casgate.catalog.core.CassandraPorts;

final class CassandraUploadRegisterTest extends UploadRegisterContract {
    @Override
    UploadRegister register() {
        return CassandraPorts.PORTS.uploads();
    }
}
