package io.casgate.catalog.port;

import io.casgate.catalog.core.CassandraPorts;

final class CassandraVersionStoreTest extends VersionStoreContract {
    @Override
    VersionStore store() {
        return CassandraPorts.PORTS.versions();
    }
}
