package io.casgate.localcassandra;

import io.casgate.localcassandra.NodeSettings.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * The two ports of a node.
 *
 * @param nativePort of the CQL protocol
 * @param storagePort between the nodes of a cluster; a single node listens on it too
 */
record NodePorts(int nativePort, int storagePort) {
    /** Below what Linux and macOS hand out to outgoing connections, above the well-known servers. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 200;

    /** Both yet to be chosen. */
    static final NodePorts UNKNOWN = new NodePorts(0, 0);

    /** With those that are configured in place of these. */
    NodePorts overriddenBy(Endpoint endpoint) {
        return new NodePorts(
                endpoint.nativePort() != 0 ? endpoint.nativePort() : nativePort,
                endpoint.storagePort() != 0 ? endpoint.storagePort() : storagePort);
    }

    /** With free ones where one is unknown. */
    NodePorts completed(InetAddress address) throws CassandraStartException {
        int chosenNative = nativePort != 0 ? nativePort : freePort(address, storagePort);
        int chosenStorage = storagePort != 0 ? storagePort : freePort(address, chosenNative);
        return new NodePorts(chosenNative, chosenStorage);
    }

    /** The port that another program listens on, if one does. */
    OptionalInt taken(InetAddress address) {
        return IntStream.of(nativePort, storagePort)
                .filter(port -> !isFree(address, port))
                .findFirst();
    }

    private static int freePort(InetAddress address, int except) throws CassandraStartException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (port != except && isFree(address, port)) {
                return port;
            }
        }
        throw new CassandraStartException("No free port between %d and %d on %s; stop a program that listens there."
                .formatted(LOWEST, HIGHEST, address.getHostAddress()));
    }

    private static boolean isFree(InetAddress address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As Cassandra does: connections of an earlier process that linger in TIME_WAIT do not count.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
