package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.gateway.Child;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.ServeCommand;
import io.casgate.it.gateway.SharedGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a gateway from starting: one sentence for the person who starts it, and an exit code that scripts see. */
class StartFailureTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void aPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            assertFails(serve().with("--listen", address), 1, "Cannot listen on");
        }
    }

    @Test
    void aDirectoryOfSomebodyElse() throws IOException {
        Files.writeString(Files.createDirectory(directory.resolve("data")).resolve("thesis.txt"), "precious");
        assertFails(serve(), 1, "is not empty and was not made by Casgate");
    }

    @Test
    void aConfigurationKeyThatDoesNotExist() throws IOException {
        Path file = Files.writeString(directory.resolve("own.conf"), "http.max-reqests = 3");
        assertFails(serve().with("--config", file.toString()), 1, "Unknown key http.max-reqests");
    }

    @Test
    void anOptionThatDoesNotExist() {
        assertFails(serve().with("--speed", "high"), 2, "--speed");
    }

    @Test
    void aClusterThatDoesNotAnswer() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertFails(
                serve().with("--cassandra", "127.0.0.1:" + closed, "--local-dc", "dc1"),
                1,
                "No Cassandra node answers at 127.0.0.1:" + closed);
    }

    @Test
    void aDataCentreThatTheClusterDoesNotHave() {
        assertFails(
                serve().onTestCassandra(SharedGateway.freshKeyspaces()).with("--local-dc", "elsewhere"),
                1,
                "no node in a data centre elsewhere");
    }

    @Test
    void aDirectoryThatAnotherGatewayUses() {
        try (Gateway first =
                serve().onTestCassandra(SharedGateway.freshKeyspaces()).start()) {
            assertFails(serve(), 1, "is in use by another running gateway");
            assertThat(first.isAlive()).isTrue();
        }
    }

    private ServeCommand serve() {
        return ServeCommand.in(directory.resolve("data"));
    }

    private static void assertFails(ServeCommand command, int exitCode, String part) {
        try (Child child = command.launch()) {
            assertThat(child.await(LIMIT)).as(child.output()).isEqualTo(exitCode);
            assertThat(child.output()).startsWith("casgate: ").contains(part).hasLineCount(1);
        }
    }
}
