package io.casgate.gateway.config;

import io.casgate.cassandra.CassandraSettings;
import io.casgate.cassandra.Keyspaces;
import io.casgate.cassandra.Registers;
import io.casgate.cassandra.Replication;
import io.casgate.localcassandra.NodeSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which Cassandra to use, and how. */
public sealed interface CassandraChoice {
    Access access();

    /** A node that this gateway starts and supervises. */
    record Embedded(NodeSettings node, Access access) implements CassandraChoice {}

    /** A cluster that others run. */
    record Existing(List<InetSocketAddress> contactPoints, String localDataCenter, Access access)
            implements CassandraChoice {
        public Existing {
            if (localDataCenter.isEmpty()) {
                throw new ConfigurationException(
                        "An existing cluster needs the name of the local data centre: --local-dc or"
                                + " cassandra.local-dc.");
            }
        }

        /** With {@code copies} where none are configured. */
        public CassandraSettings settings(int copies) {
            return access.settings(contactPoints, localDataCenter, copies);
        }
    }

    /**
     * How the cluster is used, wherever it is.
     *
     * @param data copies per data centre; empty: decided by the size of the cluster
     * @param meta likewise
     */
    record Access(
            Keyspaces keyspaces,
            Map<String, Integer> data,
            Map<String, Integer> meta,
            Registers registers,
            Duration metaTimeout,
            Duration payloadTimeout,
            int metaConnections,
            int payloadConnections,
            int concurrentRequests,
            Optional<CassandraSettings.Credentials> credentials) {
        /** With {@code copies} in the local data centre where none are configured. */
        public CassandraSettings settings(List<InetSocketAddress> contactPoints, String localDataCenter, int copies) {
            Replication unless = Replication.of(localDataCenter, copies);
            return new CassandraSettings(
                    contactPoints,
                    localDataCenter,
                    keyspaces,
                    data.isEmpty() ? unless : new Replication(data),
                    meta.isEmpty() ? unless : new Replication(meta),
                    registers,
                    metaTimeout,
                    payloadTimeout,
                    metaConnections,
                    payloadConnections,
                    concurrentRequests,
                    credentials);
        }

        /** Whether the configuration leaves the number of copies of a keyspace open. */
        public boolean leavesCopiesOpen() {
            return data.isEmpty() || meta.isEmpty();
        }
    }
}
