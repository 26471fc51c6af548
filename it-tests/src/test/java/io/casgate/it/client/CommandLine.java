package io.casgate.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.gateway.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command line client with its environment; each call runs it as a child process, to its end. */
public record CommandLine(List<String> prefix, Map<String, String> environment) {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    public CommandLine {
        prefix = List.copyOf(prefix);
        environment = Map.copyOf(environment);
    }

    /** Runs and expects success; returns what was printed. */
    public String run(String... arguments) {
        Result result = attempt(arguments);
        assertThat(result.exitCode())
                .as("%s %s%n%s", prefix.getFirst(), String.join(" ", arguments), result.output())
                .isZero();
        return result.output();
    }

    public Result attempt(String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(arguments));
        Path output = temporaryFile();
        try (Child child = Child.start(command, environment, output)) {
            int exitCode = child.await(LIMIT);
            return new Result(exitCode, child.output());
        } finally {
            delete(output);
        }
    }

    private static Path temporaryFile() {
        try {
            return Files.createTempFile("casgate-it-", ".out");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a call ended, and what it printed to standard output and error. */
    public record Result(int exitCode, String output) {}
}
