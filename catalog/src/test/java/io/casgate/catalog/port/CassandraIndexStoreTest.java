package io.casgate.catalog.port;

import io.casgate.catalog.core.CassandraPorts;

final class CassandraIndexStoreTest extends IndexStoreContract {
    @Override
    IndexStore store() {
        return CassandraPorts.PORTS.index();
    }
}
