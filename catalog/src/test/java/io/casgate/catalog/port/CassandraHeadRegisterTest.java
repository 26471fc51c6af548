package io.casgate.catalog.port;

import io.casgate.catalog.core.CassandraPorts;

final class CassandraHeadRegisterTest extends HeadRegisterContract {
    @Override
    HeadRegister register() {
        return CassandraPorts.PORTS.heads();
    }
}
