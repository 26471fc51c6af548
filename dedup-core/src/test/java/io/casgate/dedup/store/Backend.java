package io.casgate.dedup.store;

import io.casgate.cassandra.CassandraFixture;
import io.casgate.dedup.store.cassandra.CassandraPorts;
import io.casgate.dedup.store.cassandra.DedupSchema;
import io.casgate.dedup.store.memory.MemoryPorts;

/** Whose ports a contract is tested on. Tests share Cassandra's tables: they make ids of their own. */
public enum Backend {
    MEMORY {
        @Override
        public StorePorts open() {
            return new MemoryPorts().ports();
        }
    },
    CASSANDRA {
        @Override
        public StorePorts open() {
            return CassandraPorts.on(CassandraFixture.shared(DedupSchema.MODULE));
        }
    };

    public abstract StorePorts open();
}
