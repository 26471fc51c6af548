package io.casgate.localcassandra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.cassandra.CassandraContainer;

/**
 * A Cassandra for tests: the one that {@code CASGATE_TEST_CASSANDRA} names ({@code HOST:PORT}, or several separated by
 * commas), else a container where a Docker engine answers, else a node of our own. What is started is started once for
 * the process and removed with it.
 *
 * <p>Tests share it: each creates keyspaces of its own. Writes are acknowledged before the commit log is synced.
 */
public final class TestCassandra {
    private static final Path DOCKER_SOCKET = Path.of("/var/run/docker.sock");
    private static final String IMAGE = "cassandra:5.0";

    private TestCassandra() {}

    /** An address that accepts connections. Starts a node at the first call, when none was named. */
    public static InetSocketAddress contactPoint() {
        return contactPoints().getFirst();
    }

    /** All that were named, or the one node. */
    public static List<InetSocketAddress> contactPoints() {
        return Shared.INSTANCE.contactPoints;
    }

    /** As the driver wants it; {@code CASGATE_TEST_CASSANDRA_DC} names that of a cluster with another one. */
    public static String localDatacenter() {
        return Shared.INSTANCE.localDatacenter;
    }

    static List<InetSocketAddress> parse(String addresses) {
        return Stream.of(addresses.strip().split(","))
                .map(TestCassandra::parseOne)
                .toList();
    }

    private static InetSocketAddress parseOne(String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("not HOST:PORT: " + address);
        }
        return new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }

    private record Shared(List<InetSocketAddress> contactPoints, String localDatacenter) {
        static final Shared INSTANCE = find();

        private static Shared find() {
            String named = System.getenv("CASGATE_TEST_CASSANDRA");
            if (named != null && !named.isBlank()) {
                return new Shared(parse(named), System.getenv().getOrDefault("CASGATE_TEST_CASSANDRA_DC", "dc1"));
            }
            return hasDocker() ? startContainer() : startNode();
        }

        /** Asks an engine only where one says that it is: looking for others takes seconds and prints warnings. */
        private static boolean hasDocker() {
            return (System.getenv("DOCKER_HOST") != null || Files.exists(DOCKER_SOCKET))
                    && DockerClientFactory.instance().isDockerAvailable();
        }

        /** Testcontainers removes it when this process is gone. */
        @SuppressWarnings("resource")
        private static Shared startContainer() {
            CassandraContainer container = new CassandraContainer(IMAGE);
            container.start();
            return new Shared(List.of(container.getContactPoint()), container.getLocalDatacenter());
        }

        private static Shared startNode() {
            try {
                Path directory = Files.createTempDirectory("casgate-test-cassandra");
                LocalNode node = LocalNode.start(NodeSettings.in(directory).withDurability(Durability.DISPOSABLE));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(node, directory), "stop-cassandra"));
                return new Shared(List.of(node.contactPoint()), node.localDatacenter());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (CassandraStartException e) {
                throw new IllegalStateException(e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while Cassandra started", e);
            }
        }

        private static void remove(LocalNode node, Path directory) {
            node.close();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
