package io.casgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    @TempDir
    Path directory;

    /** What a command said on standard error, and how it ended. */
    private record Ending(int code, String error) {}

    private static Ending run(String... arguments) {
        StringWriter error = new StringWriter();
        CommandLine command = Main.commandLine().setErr(new PrintWriter(error));
        int code = command.execute(arguments);
        return new Ending(code, error.toString());
    }

    private static void assertOneSentence(Ending ending, int code, String part) {
        assertThat(ending.code()).isEqualTo(code);
        assertThat(ending.error()).startsWith("casgate: ").contains(part).hasLineCount(1);
    }

    @Test
    void saysWhatIsWrongWithTheCommandLine() {
        assertOneSentence(run(), 2, "Which command?");
        assertOneSentence(run("server"), 2, "server");
        assertOneSentence(run("serve", "--speed", "high"), 2, "--speed");
        assertOneSentence(run("serve", "--durability", "much"), 1, "safe, relaxed");
    }

    @Test
    void saysWhatIsWrongWithTheConfiguration() throws Exception {
        Path file = Files.writeString(directory.resolve("own.conf"), "http.max-reqests = 3");
        assertOneSentence(run("serve", "--config", file.toString()), 1, "Unknown key http.max-reqests");
        assertOneSentence(run("serve", "--config", directory.resolve("no").toString()), 1, "Cannot read");
    }

    @Test
    void saysThatThePortIsTakenBeforeAnythingIsStarted() throws Exception {
        Path data = directory.resolve("data");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String listen = "127.0.0.1:" + taken.getLocalPort();
            assertOneSentence(run("serve", "--data-dir", data.toString(), "--listen", listen), 1, "Cannot listen on");
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void saysWhatIsWrongWithTheDataDirectory() throws Exception {
        Files.writeString(directory.resolve("thesis.txt"), "precious");
        assertOneSentence(
                run("serve", "--data-dir", directory.toString(), "--listen", "127.0.0.1:0"),
                1,
                "was not made by Casgate");
    }

    @Test
    void saysThatTheClusterDoesNotAnswer() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Path data = directory.resolve("data");
        assertOneSentence(
                run(
                        "serve",
                        "--data-dir",
                        data.toString(),
                        "--listen",
                        "127.0.0.1:0",
                        "--cassandra",
                        "127.0.0.1:" + closed,
                        "--local-dc",
                        "dc1"),
                1,
                "casgate: ");
        DataDirectory.claim(data).close();
    }
}
