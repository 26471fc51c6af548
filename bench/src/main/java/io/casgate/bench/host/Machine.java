package io.casgate.bench.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What numbers were measured on.
 *
 * @param memoryBytes installed; 0 when the system does not tell
 * @param load processes that ran or waited over the last minute: an idle machine is below one
 */
public record Machine(int cores, String cpu, long memoryBytes, double load, String jdk, String kernel) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Path MEMORY_INFO = Path.of("/proc/meminfo");
    private static final Path LOAD = Path.of("/proc/loadavg");

    /** This machine, now. */
    public static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                value(CPU_INFO, "model name", "unknown"),
                Long.parseLong(value(MEMORY_INFO, "MemTotal", "0 kB").split(" ", 2)[0]) * 1024,
                Double.parseDouble(firstLine(LOAD, "0").split(" ", 2)[0]),
                System.getProperty("java.vendor") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"));
    }

    /** One line for people. */
    public String describe() {
        return "%d cores %s, %.1f GiB memory, load %.2f, JDK %s, %s"
                .formatted(cores, cpu, memoryBytes / (double) (1 << 30), load, jdk, kernel);
    }

    private static String value(Path file, String name, String fallback) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(fallback);
        } catch (IOException e) {
            return fallback;
        }
    }

    private static String firstLine(Path file, String fallback) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().orElse(fallback);
        } catch (IOException e) {
            return fallback;
        }
    }
}
