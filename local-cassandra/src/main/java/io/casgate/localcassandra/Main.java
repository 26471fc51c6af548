package io.casgate.localcassandra;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Runs one node in the foreground until the process is told to end; prints {@code HOST:PORT} when the node answers.
 *
 * <p>For development and tests. Exit codes: 1 when Cassandra cannot start, 2 for arguments that are not understood.
 */
public final class Main {
    private static final String USAGE = """
            usage: --data-dir DIRECTORY [--port PORT] [--heap-mib MIB] [--durability synced|relaxed|disposable] [--java-home DIRECTORY]
            """;

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            run(parse(args));
        } catch (IllegalArgumentException | NoSuchElementException e) {
            System.err.print(USAGE);
            System.exit(2);
        } catch (CassandraStartException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(NodeSettings settings) throws CassandraStartException, InterruptedException {
        LocalNode node = LocalNode.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "stop-cassandra"));
        System.out.println(
                node.contactPoint().getHostString() + ":" + node.contactPoint().getPort());
        Thread.currentThread().join();
    }

    static NodeSettings parse(String... args) {
        Iterator<String> words = List.of(args).iterator();
        if (!words.hasNext() || !words.next().equals("--data-dir")) {
            throw new IllegalArgumentException("--data-dir comes first");
        }
        NodeSettings settings = NodeSettings.in(Path.of(words.next()));
        while (words.hasNext()) {
            settings = with(settings, words.next(), words.next());
        }
        return settings;
    }

    private static NodeSettings with(NodeSettings settings, String option, String value) {
        return switch (option) {
            case "--port" -> settings.withNativePort(Integer.parseInt(value));
            case "--heap-mib" -> settings.withHeapMebibytes(Integer.parseInt(value));
            case "--durability" -> settings.withDurability(durability(value));
            case "--java-home" -> settings.withJavaHome(Path.of(value));
            default -> throw new IllegalArgumentException(option);
        };
    }

    private static Durability durability(String name) {
        return switch (name) {
            case "synced" -> Durability.SYNCED;
            case "relaxed" -> Durability.RELAXED;
            case "disposable" -> Durability.DISPOSABLE;
            default -> throw new IllegalArgumentException(name);
        };
    }
}
