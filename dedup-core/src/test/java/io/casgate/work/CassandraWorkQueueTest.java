package io.casgate.work;

import io.casgate.cassandra.CassandraFixture;
import io.casgate.work.cassandra.CassandraWorkStore;
import io.casgate.work.cassandra.WorkSchema;

class CassandraWorkQueueTest extends WorkQueueContract {
    private final WorkStore store = new CassandraWorkStore(CassandraFixture.shared(WorkSchema.MODULE));

    @Override
    WorkStore store() {
        return store;
    }

    @Override
    int steps() {
        return 400;
    }
}
