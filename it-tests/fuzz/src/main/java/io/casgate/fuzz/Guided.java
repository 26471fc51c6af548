package io.casgate.fuzz;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Feeds one target by Jazzer, which keeps the inputs that reach new branches, in a process of its own. Jazzer is no
 * dependency (the build's profile {@code fuzz} adds it): it calls {@link #fuzzerInitialize} and {@link
 * #fuzzerTestOneInput} by their names.
 */
public final class Guided {
    private static final int SHOWN_LINES = 60;

    private static volatile FuzzTarget target = new Nothing();

    private Guided() {}

    /**
     * Returns when nothing was found in {@code time}. Inputs, findings and Jazzer's log are kept in {@code
     * target/fuzz/CLASS} of the module, and the next run goes on from there.
     */
    static void run(FuzzTarget named, Duration time) throws IOException, InterruptedException {
        Path directory = Path.of("target", "fuzz", named.getClass().getName()).toAbsolutePath();
        Path inputs = Files.createDirectories(directory.resolve("inputs"));
        writeSeeds(named, inputs);
        Path words = Files.writeString(directory.resolve("words"), dictionary(named));
        Path log = directory.resolve("log");
        Process jazzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx2g",
                        "-XX:+EnableDynamicAgentLoading",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + Guided.class.getName(),
                        "--target_args=" + named.getClass().getName(),
                        "--instrumentation_includes=io.casgate.**:com.ctc.wstx.**:com.fasterxml.jackson.core.**",
                        "--custom_hook_includes=io.casgate.**",
                        "--reproducer_path=" + directory,
                        "-artifact_prefix=" + directory + "/",
                        "-dict=" + words,
                        "-max_len=65536",
                        "-rss_limit_mb=4096",
                        "-max_total_time=" + time.toSeconds(),
                        inputs.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (jazzer.waitFor() != 0) {
                throw new AssertionError(lastLines(log) + "\n" + log + " has more.");
            }
        } finally {
            jazzer.destroyForcibly();
        }
    }

    public static void fuzzerInitialize(String[] arguments) throws ReflectiveOperationException {
        Constructor<?> constructor = Class.forName(arguments[0]).getDeclaredConstructor();
        constructor.setAccessible(true);
        target = (FuzzTarget) constructor.newInstance();
    }

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        Trial.run(target, input);
    }

    private static void writeSeeds(FuzzTarget target, Path directory) throws IOException {
        int number = 0;
        for (byte[] seed : target.seeds()) {
            Files.write(directory.resolve("seed-" + number++), seed);
        }
    }

    /** One quoted word a line, and at least one; all but letters and digits as escapes. */
    private static String dictionary(FuzzTarget target) {
        return Stream.concat(Stream.of("\u00ff\u00ff\u00ff\u00ff"), target.words().stream())
                .map(word -> word.chars()
                        .mapToObj(c -> c < 0x80 && Character.isLetterOrDigit(c)
                                ? Character.toString(c)
                                : "\\x%02x".formatted(c & 0xFF))
                        .collect(Collectors.joining("", "\"", "\"\n")))
                .collect(Collectors.joining());
    }

    private static String lastLines(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }

    /** Before Jazzer has named the target. */
    private static final class Nothing implements FuzzTarget {
        @Override
        public List<byte[]> seeds() {
            return List.of();
        }

        @Override
        public void check(byte[] input) {
            throw new IllegalStateException("No target");
        }
    }
}
