package io.casgate.localcassandra;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link LocalNode} is started with. Immutable; {@link #in} has a default for everything but the directory.
 *
 * @param directory belongs to this node alone; created when absent
 * @param durability of acknowledged writes
 * @param endpoint where the node listens
 * @param membership in which cluster
 * @param limits of the process
 */
public record NodeSettings(
        Path directory, Durability durability, Endpoint endpoint, Membership membership, Limits limits) {

    /**
     * Where a node listens.
     *
     * @param address a loopback address
     * @param nativePort of the CQL protocol; 0 takes the port of earlier starts, or a free one at the first
     * @param storagePort between nodes, the same for all of a cluster; 0 as for {@code nativePort}
     */
    public record Endpoint(InetAddress address, int nativePort, int storagePort) {
        public Endpoint {
            if (!address.isLoopbackAddress()) {
                throw new IllegalArgumentException("not a loopback address: " + address);
            }
            requirePort(nativePort);
            requirePort(storagePort);
        }

        private static void requirePort(int port) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("not a port: " + port);
            }
        }
    }

    /**
     * The cluster a node belongs to and its place there: fixed at the first start.
     *
     * @param dataCenter what replication is counted by
     * @param rack what replicas are spread over
     * @param token where its range of the ring ends; another one for each node of a cluster
     * @param seeds the nodes that this one asks about the others; empty for a cluster of one
     */
    public record Membership(String clusterName, String dataCenter, String rack, long token, List<InetAddress> seeds) {
        public Membership {
            requireName("cluster", clusterName);
            requireName("data centre", dataCenter);
            requireName("rack", rack);
            seeds = List.copyOf(seeds);
        }

        boolean isAlone() {
            return seeds.isEmpty();
        }

        private static void requireName(String what, String name) {
            if (!name.matches("[A-Za-z0-9_-]{1,48}")) {
                throw new IllegalArgumentException("not a name for a " + what + ": " + name);
            }
        }
    }

    /**
     * What the process may take.
     *
     * @param heapMebibytes of memory; what Cassandra keeps outside of the heap comes to about as much again
     * @param javaHome of the Java that runs Cassandra; when empty, {@link JavaRuntimes} chooses
     * @param start until the node answers
     * @param stop until it has flushed and closed; it is killed then
     */
    public record Limits(int heapMebibytes, Optional<Path> javaHome, Duration start, Duration stop) {
        public Limits {
            if (heapMebibytes < 256) {
                throw new IllegalArgumentException("Cassandra needs a heap of 256 MiB or more, not " + heapMebibytes);
            }
        }
    }

    public NodeSettings {
        directory = directory.toAbsolutePath().normalize();
    }

    /** A single node on 127.0.0.1 that syncs before it acknowledges. */
    public static NodeSettings in(Path directory) {
        return new NodeSettings(
                directory,
                Durability.SYNCED,
                new Endpoint(InetAddress.ofLiteral("127.0.0.1"), 0, 0),
                new Membership("Casgate", "dc1", "rack1", 0, List.of()),
                new Limits(1024, Optional.empty(), Duration.ofMinutes(3), Duration.ofMinutes(1)));
    }

    public NodeSettings withDurability(Durability durability) {
        return new NodeSettings(directory, durability, endpoint, membership, limits);
    }

    public NodeSettings withEndpoint(Endpoint endpoint) {
        return new NodeSettings(directory, durability, endpoint, membership, limits);
    }

    public NodeSettings withNativePort(int port) {
        return withEndpoint(new Endpoint(endpoint.address(), port, endpoint.storagePort()));
    }

    public NodeSettings withMembership(Membership membership) {
        return new NodeSettings(directory, durability, endpoint, membership, limits);
    }

    public NodeSettings withLimits(Limits limits) {
        return new NodeSettings(directory, durability, endpoint, membership, limits);
    }

    public NodeSettings withHeapMebibytes(int heapMebibytes) {
        return withLimits(new Limits(heapMebibytes, limits.javaHome(), limits.start(), limits.stop()));
    }

    public NodeSettings withJavaHome(Path javaHome) {
        return withLimits(new Limits(limits.heapMebibytes(), Optional.of(javaHome), limits.start(), limits.stop()));
    }

    public NodeSettings withTimeouts(Duration start, Duration stop) {
        return withLimits(new Limits(limits.heapMebibytes(), limits.javaHome(), start, stop));
    }
}
