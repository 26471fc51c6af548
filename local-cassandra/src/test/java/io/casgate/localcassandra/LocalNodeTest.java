package io.casgate.localcassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: what is killed here is killed by the operating system. */
class LocalNodeTest {
    private static final Path JAVA_THAT_RUNS_THESE_TESTS = Path.of(System.getProperty("java.home"));

    private static final String AWKWARD_NAME = "a node & its \"data\"";

    @TempDir
    Path parent;

    @Test
    void keepsWhatItAcknowledgedThroughAKillAndOnAnotherJava() throws Exception {
        InetSocketAddress address;
        try (LocalNode node = LocalNode.start(settings())) {
            BlockingQueue<NodeState> states = new LinkedBlockingQueue<>();
            node.onStateChange(states::add);
            address = node.contactPoint();
            NodeClient client = new NodeClient(address);
            assertThat(client.setting("commitlog_sync")).isEqualTo("batch");
            client.createTable();
            client.write("acknowledged", "before the kill");
            long killed = node.pid();

            kill(killed);

            assertThat(next(states)).isEqualTo(NodeState.DOWN);
            assertThat(next(states)).isEqualTo(NodeState.STARTING);
            assertThat(next(states)).isEqualTo(NodeState.RUNNING);
            assertThat(node.pid()).isNotEqualTo(killed);
            assertThat(client.read("acknowledged")).isEqualTo("before the kill");
        }
        refusesToStartWhileItsPortIsTaken(address);
        NodeSettings changed = settings().withDurability(Durability.RELAXED).withJavaHome(JAVA_THAT_RUNS_THESE_TESTS);
        try (LocalNode again = LocalNode.start(changed)) {
            assertThat(again.contactPoint()).isEqualTo(address);
            NodeClient client = new NodeClient(address);
            assertThat(client.read("acknowledged")).isEqualTo("before the kill");
            assertThat(client.setting("commitlog_sync")).isEqualTo("periodic");
            client.write("written", "on another Java");
            assertThat(client.read("written")).isEqualTo("on another Java");
        }
    }

    private void refusesToStartWhileItsPortIsTaken(InetSocketAddress address) throws IOException {
        try (ServerSocket other = new ServerSocket()) {
            other.setReuseAddress(true);
            other.bind(address);
            assertThatThrownBy(() -> LocalNode.start(settings()))
                    .isInstanceOf(CassandraStartException.class)
                    .hasMessageStartingWith("Port " + address.getPort() + " on 127.0.0.1, where the Cassandra of this"
                            + " directory listens, is taken by another program; ");
        }
    }

    @Test
    void takesOverFromAKilledParentWhoseCassandraHangs() throws Exception {
        Process owner = startOwner(settings().directory());
        NodeClient client = new NodeClient(readAddress(owner));
        client.createTable();
        client.write("acknowledged", "by the orphan");
        long orphan = cassandraOf(settings().directory());

        signal("-STOP", orphan);
        owner.destroyForcibly().waitFor();

        assertThat(ProcessHandle.of(orphan)).isPresent();
        NodeSettings impatient = settings().withTimeouts(Duration.ofMinutes(3), Duration.ofSeconds(1));
        try (LocalNode node = LocalNode.start(impatient)) {
            assertThat(node.pid()).isNotEqualTo(orphan);
            assertThat(client.read("acknowledged")).isEqualTo("by the orphan");
            assertThat(node.state()).isEqualTo(NodeState.RUNNING);
        }
    }

    @Test
    void cassandraEndsByItselfWithItsParent() throws Exception {
        Process owner = startOwner(settings().directory());
        readAddress(owner);
        ProcessHandle cassandra =
                ProcessHandle.of(cassandraOf(settings().directory())).orElseThrow();

        owner.destroyForcibly().waitFor();

        assertThat(cassandra.onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
        assertThat(Files.readString(settings().directory().resolve("logs/cassandra.log")))
                .contains("Cassandra shutdown complete");
    }

    @Test
    void saysWhyCassandraEndedWhileStarting() throws Exception {
        DataDirectory.claim(settings().directory()).close();
        Path root = settings().directory().toRealPath();
        Files.writeString(root.resolve("data"), "a file where Cassandra wants a directory");

        assertThatThrownBy(() -> LocalNode.start(settings()))
                .isInstanceOf(CassandraStartException.class)
                .hasMessageStartingWith("Cassandra ended with exit code ")
                .hasMessageContaining(root.resolve("data").toString())
                .hasMessageEndingWith("; its logs are in " + root.resolve("logs") + ".");
        DataDirectory.claim(settings().directory()).close();
    }

    @Test
    void leavesNothingBehindWhenTheTimeIsUp() throws Exception {
        assertThatThrownBy(
                        () -> LocalNode.start(settings().withTimeouts(Duration.ofMillis(300), Duration.ofSeconds(1))))
                .isInstanceOf(CassandraStartException.class)
                .hasMessageContaining("did not answer within");
        assertThat(LeftoverProcess.of(settings().directory().toRealPath())).isEmpty();
        DataDirectory.claim(settings().directory()).close();
    }

    private NodeSettings settings() {
        return NodeSettings.in(parent.resolve(AWKWARD_NAME)).withHeapMebibytes(512);
    }

    private static Process startOwner(Path directory) throws IOException {
        return new ProcessBuilder(
                        JAVA_THAT_RUNS_THESE_TESTS.resolve("bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--data-dir",
                        directory.toString(),
                        "--heap-mib",
                        "512")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The only line that Main prints which is an address; logging may come before it. */
    private static InetSocketAddress readAddress(Process owner) throws IOException {
        BufferedReader lines = owner.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(InetAddress.ofLiteral("127.0.0.1").getHostAddress())) {
                return TestCassandra.parse(line).getFirst();
            }
        }
        throw new AssertionError("no address was printed");
    }

    private static long cassandraOf(Path directory) throws IOException {
        List<LeftoverProcess> processes = LeftoverProcess.of(directory.toRealPath());
        assertThat(processes).hasSize(1);
        return processes.getFirst().process().pid();
    }

    private static NodeState next(BlockingQueue<NodeState> states) throws InterruptedException {
        return states.poll(2, TimeUnit.MINUTES);
    }

    private static void kill(long pid) {
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", signal, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).isZero();
    }
}
