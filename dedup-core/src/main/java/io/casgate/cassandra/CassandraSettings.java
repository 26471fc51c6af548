package io.casgate.cassandra;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to reach the cluster, and how the keyspaces are made when they do not exist yet.
 *
 * @param contactPoints where to ask first; the rest of the cluster is discovered
 * @param localDataCenter requests go to this data centre's nodes
 * @param keyspaces the names of the keyspaces
 * @param data replication of the payload
 * @param meta replication of everything else
 * @param registers how far compare-and-set reaches
 * @param metaTimeout the longest wait for an answer to a small request
 * @param payloadTimeout the longest wait for an answer to a request that carries about 1 MiB
 * @param metaConnections connections for small requests, per node
 * @param payloadConnections connections for payload, per node: large frames block what is behind them
 * @param concurrentRequests requests in flight per session; as many again ten times over may wait, more are refused
 * @param credentials user name and password, when the cluster asks for them
 */
public record CassandraSettings(
        List<InetSocketAddress> contactPoints,
        String localDataCenter,
        Keyspaces keyspaces,
        Replication data,
        Replication meta,
        Registers registers,
        Duration metaTimeout,
        Duration payloadTimeout,
        int metaConnections,
        int payloadConnections,
        int concurrentRequests,
        Optional<Credentials> credentials) {

    /** What the cluster asks for when its authenticator is not AllowAll. */
    public record Credentials(String username, String password) {
        @Override
        public String toString() {
            return username;
        }
    }

    public CassandraSettings {
        contactPoints = List.copyOf(contactPoints);
        if (contactPoints.isEmpty()) {
            throw new IllegalArgumentException("No Cassandra contact point is given");
        }
        if (localDataCenter.isBlank()) {
            throw new IllegalArgumentException("No local data centre is given");
        }
        if (!data.copies().containsKey(localDataCenter) || !meta.copies().containsKey(localDataCenter)) {
            throw new IllegalArgumentException("Both keyspaces need replicas in the local data centre "
                    + localDataCenter + ": data " + data.copies() + ", meta " + meta.copies());
        }
        requirePositive("metaTimeout", metaTimeout.toMillis());
        requirePositive("payloadTimeout", payloadTimeout.toMillis());
        requirePositive("metaConnections", metaConnections);
        requirePositive("payloadConnections", payloadConnections);
        requirePositive("concurrentRequests", concurrentRequests);
    }

    /** One copy of everything in {@code localDataCenter}, and defaults for the rest. */
    public static CassandraSettings of(List<InetSocketAddress> contactPoints, String localDataCenter) {
        return new CassandraSettings(
                contactPoints,
                localDataCenter,
                Keyspaces.DEFAULT,
                Replication.of(localDataCenter, 1),
                Replication.of(localDataCenter, 1),
                Registers.GLOBAL,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                2,
                4,
                1024,
                Optional.empty());
    }

    public CassandraSettings withKeyspaces(Keyspaces replacement) {
        return new CassandraSettings(
                contactPoints,
                localDataCenter,
                replacement,
                data,
                meta,
                registers,
                metaTimeout,
                payloadTimeout,
                metaConnections,
                payloadConnections,
                concurrentRequests,
                credentials);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }
}
