package io.casgate.localcassandra;

import io.casgate.localcassandra.NodeSettings.Endpoint;
import io.casgate.localcassandra.NodeSettings.Membership;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Several nodes of one cluster on this machine, for tests and rehearsals: on 127.0.0.1, 127.0.0.2 and so on, each in a
 * directory of its own, with equal shares of the ring. Linux has these addresses; macOS has to be given them
 * ({@code ifconfig lo0 alias 127.0.0.2}).
 *
 * <p>For one thread at a time.
 */
public final class LocalCluster implements AutoCloseable {
    private static final int MOST_NODES = 100;

    private final List<NodeSettings> settings;
    private final @Nullable LocalNode[] nodes;

    private LocalCluster(List<NodeSettings> settings) {
        this.settings = settings;
        this.nodes = new LocalNode[settings.size()];
    }

    /** Where a node stands: replication is counted by data centre and spread over racks. */
    public record Place(String dataCenter, String rack) {}

    /**
     * Starts a node at each place and returns when all answer; the others may take a second to see the last one.
     *
     * @param common what the nodes have in common; they get {@code node1}, {@code node2} and so on in its directory
     * @param places of the nodes, in the order of their addresses and around the ring
     */
    public static LocalCluster start(NodeSettings common, List<Place> places)
            throws CassandraStartException, InterruptedException {
        if (places.isEmpty() || places.size() > MOST_NODES) {
            throw new IllegalArgumentException("a cluster has 1 to " + MOST_NODES + " nodes, not " + places.size());
        }
        LocalCluster cluster = new LocalCluster(layOut(withPorts(common, places.size()), places));
        boolean started = false;
        try {
            cluster.startNode(0); // The seed, which the others ask.
            cluster.startOthers();
            started = true;
            return cluster;
        } finally {
            if (!started) {
                cluster.close();
            }
        }
    }

    public int size() {
        return settings.size();
    }

    /** The node at a place, counted from 0. */
    public LocalNode node(int index) {
        LocalNode node = nodes[index];
        if (node == null) {
            throw new IllegalStateException("node " + index + " is stopped");
        }
        return node;
    }

    /** Where a driver connects to any of the nodes, stopped ones included. */
    public List<InetSocketAddress> contactPoints() {
        return settings.stream()
                .map(NodeSettings::endpoint)
                .map(endpoint -> new InetSocketAddress(endpoint.address(), endpoint.nativePort()))
                .toList();
    }

    /** Takes a node out, as for maintenance; it is not started again before {@link #startNode}. */
    public void stopNode(int index) {
        node(index).close();
        nodes[index] = null;
    }

    /** Starts a node that is stopped, with the data that it had. */
    public void startNode(int index) throws CassandraStartException, InterruptedException {
        if (nodes[index] != null) {
            throw new IllegalStateException("node " + index + " runs");
        }
        nodes[index] = LocalNode.start(settings.get(index));
    }

    @Override
    public void close() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int index = 0; index < nodes.length; index++) {
                if (nodes[index] != null) {
                    int open = index;
                    threads.execute(() -> stopNode(open));
                }
            }
        }
    }

    private void startOthers() throws CassandraStartException, InterruptedException {
        List<Callable<@Nullable Void>> starts = new ArrayList<>();
        for (int index = 1; index < nodes.length; index++) {
            int other = index;
            starts.add(() -> {
                startNode(other);
                return null;
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<@Nullable Void> start : threads.invokeAll(starts)) {
                if (start.state() == Future.State.FAILED) {
                    Throwable cause = start.exceptionNow();
                    throw new CassandraStartException(String.valueOf(cause.getMessage()), cause);
                }
            }
        }
    }

    /** One pair of ports for all addresses, as nodes of a cluster have them. */
    private static NodeSettings withPorts(NodeSettings common, int count) throws CassandraStartException {
        Endpoint endpoint = common.endpoint();
        NodePorts ports = NodePorts.UNKNOWN.overriddenBy(endpoint).completed(address(0));
        for (int index = 0; index < count; index++) {
            OptionalInt taken = ports.taken(address(index));
            if (taken.isPresent()) {
                throw new CassandraStartException("Cannot listen on port %d of %s, which a cluster of %d nodes needs."
                        .formatted(taken.getAsInt(), address(index).getHostAddress(), count));
            }
        }
        return common.withEndpoint(new Endpoint(endpoint.address(), ports.nativePort(), ports.storagePort()));
    }

    private static List<NodeSettings> layOut(NodeSettings common, List<Place> places) {
        List<InetAddress> seeds = List.of(address(0));
        long share = Long.divideUnsigned(-1L, places.size());
        List<NodeSettings> settings = new ArrayList<>();
        for (int index = 0; index < places.size(); index++) {
            Place place = places.get(index);
            long token = Long.MIN_VALUE + share * (index + 1L);
            Membership membership =
                    new Membership(common.membership().clusterName(), place.dataCenter(), place.rack(), token, seeds);
            settings.add(new NodeSettings(
                    common.directory().resolve("node" + (index + 1)),
                    common.durability(),
                    new Endpoint(
                            address(index),
                            common.endpoint().nativePort(),
                            common.endpoint().storagePort()),
                    membership,
                    common.limits()));
        }
        return settings;
    }

    private static InetAddress address(int index) {
        return InetAddress.ofLiteral("127.0.0." + (index + 1));
    }
}
