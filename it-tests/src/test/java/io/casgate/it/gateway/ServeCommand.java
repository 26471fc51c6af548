package io.casgate.it.gateway;

import io.casgate.localcassandra.TestCassandra;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code casgate serve} as the script starts it: with the root keys of tests, on a free port.
 *
 * @param launcher what starts the virtual machine
 * @param options stronger than the environment
 */
public record ServeCommand(
        List<String> launcher, Path dataDirectory, List<String> options, Map<String, String> environment) {
    public ServeCommand {
        launcher = List.copyOf(launcher);
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }

    public static ServeCommand in(Path dataDirectory) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ServeCommand(
                List.of(
                        java,
                        "-Xmx512m",
                        "-XX:+UseParallelGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"),
                dataDirectory,
                List.of(),
                Map.of(
                        "CASGATE_HTTP_LISTEN",
                        "127.0.0.1:0",
                        "CASGATE_ACCESS_KEY",
                        Keys.ROOT.accessKey(),
                        "CASGATE_SECRET_KEY",
                        Keys.ROOT.secretKey()));
    }

    public ServeCommand with(String... more) {
        return new ServeCommand(launcher, dataDirectory, concatenate(options, List.of(more)), environment);
    }

    public ServeCommand withJvmOptions(List<String> more) {
        return new ServeCommand(concatenate(launcher, more), dataDirectory, options, environment);
    }

    /** So that the gateway makes root keys of its own. */
    public ServeCommand withoutRootKeys() {
        Map<String, String> less = new HashMap<>(environment);
        less.keySet().removeAll(List.of("CASGATE_ACCESS_KEY", "CASGATE_SECRET_KEY"));
        return new ServeCommand(launcher, dataDirectory, options, less);
    }

    /** With a setting in its environment. */
    public ServeCommand withEnvironment(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new ServeCommand(launcher, dataDirectory, options, more);
    }

    /**
     * As a shell starts what a user types: the leader of a process group, to which a terminal sends its signals. What
     * runs in the background of a script ignores Ctrl-C, and so would all that it starts.
     */
    public ServeCommand inOwnProcessGroup() {
        List<String> leader = List.of("env", "--default-signal=INT", "setsid");
        return new ServeCommand(concatenate(leader, launcher), dataDirectory, options, environment);
    }

    /** On the Cassandra that tests use; gateways with the same {@code keyspaces} share their data. */
    public ServeCommand onTestCassandra(String keyspaces) {
        InetSocketAddress contact = TestCassandra.contactPoint();
        Map<String, String> more = new HashMap<>(environment);
        more.put("CASGATE_CASSANDRA_KEYSPACE_PREFIX", keyspaces);
        more.put("CASGATE_CASSANDRA_LOCAL_DC", TestCassandra.localDatacenter());
        return new ServeCommand(launcher, dataDirectory, options, more)
                .with("--cassandra", contact.getHostString() + ":" + contact.getPort());
    }

    /** Starts it, and waits for nothing. */
    public Child launch() {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of("-jar", System.getProperty("casgate.gateway.jar"), "serve"));
        command.addAll(List.of("--data-dir", dataDirectory.toString()));
        command.addAll(options);
        try {
            Path parent = Files.createDirectories(dataDirectory.toAbsolutePath().getParent());
            return Child.start(command, environment, Files.createTempFile(parent, "gateway-under-test-", ".out"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and waits until it says that it is ready. */
    public Gateway start() {
        return Gateway.ready(launch());
    }

    private static List<String> concatenate(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
