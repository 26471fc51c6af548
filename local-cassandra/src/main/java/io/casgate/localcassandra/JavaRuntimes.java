package io.casgate.localcassandra;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a Java for Cassandra 5.0, which supports 17 and 11: the newest of these that is installed, or else the one that
 * runs us, on which Cassandra works without its Security Manager.
 *
 * <p>Looks where {@code CASGATE_CASSANDRA_JAVA_HOME} (which then decides alone), {@code JAVA_HOME} and {@code PATH}
 * point, and where Linux distributions, macOS, SDKMAN and IDEs install.
 */
final class JavaRuntimes {
    private static final int OLDEST = 11;
    private static final List<Integer> SUPPORTED = List.of(17, 11);

    private final Map<String, String> environment;
    private final Path userHome;
    private final Path fileSystem;
    private final Path running;

    /** Of this machine. */
    JavaRuntimes() {
        this(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                Path.of("/"),
                Path.of(System.getProperty("java.home")));
    }

    /** With every place it looks at given. */
    JavaRuntimes(Map<String, String> environment, Path userHome, Path fileSystem, Path running) {
        this.environment = environment;
        this.userHome = userHome;
        this.fileSystem = fileSystem;
        this.running = running;
    }

    /** The runtime at the home that the settings or the environment name, else the best that is installed. */
    JavaRuntime choose(Optional<Path> configured) throws CassandraStartException {
        Optional<Path> named = configured.or(() -> Optional.ofNullable(environment.get("CASGATE_CASSANDRA_JAVA_HOME"))
                .map(Path::of));
        return named.isPresent() ? require(named.get()) : best();
    }

    private static JavaRuntime require(Path home) throws CassandraStartException {
        return JavaRuntime.at(home)
                .filter(java -> java.feature() >= OLDEST)
                .orElseThrow(() -> new CassandraStartException(
                        "There is no Java %d or later in %s, where Cassandra is to find it.".formatted(OLDEST, home)));
    }

    private JavaRuntime best() throws CassandraStartException {
        return candidates().stream()
                .flatMap(home -> JavaRuntime.at(home).stream())
                .filter(java -> SUPPORTED.contains(java.feature()))
                .min(Comparator.comparingInt(java -> SUPPORTED.indexOf(java.feature())))
                .or(() -> JavaRuntime.at(running))
                .orElseThrow(() -> new CassandraStartException("No Java that runs Cassandra was found; install Java 17"
                        + " or set CASGATE_CASSANDRA_JAVA_HOME to where it is."));
    }

    private Collection<Path> candidates() {
        List<Path> homes = new ArrayList<>();
        Optional.ofNullable(environment.get("JAVA_HOME")).map(Path::of).ifPresent(homes::add);
        homes.addAll(onSearchPath());
        homes.addAll(children(fileSystem.resolve("usr/lib/jvm")));
        homes.addAll(children(fileSystem.resolve("usr/java")));
        homes.addAll(children(fileSystem.resolve("opt/java")));
        homes.addAll(children(userHome.resolve(".sdkman/candidates/java")));
        homes.addAll(children(userHome.resolve(".jdks")));
        for (Path bundle : children(fileSystem.resolve("Library/Java/JavaVirtualMachines"))) {
            homes.add(bundle.resolve("Contents/Home"));
        }
        return homes;
    }

    private List<Path> onSearchPath() {
        String entries = environment.getOrDefault("PATH", "");
        return Stream.of(entries.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry, "java"))
                .filter(Files::isExecutable)
                .flatMap(java -> homeOf(java).stream())
                .toList();
    }

    private static Optional<Path> homeOf(Path java) {
        try {
            return Optional.ofNullable(java.toRealPath().getParent()).map(Path::getParent);
        } catch (IOException e) {
            return Optional.empty(); // A broken link on the search path is no Java.
        }
    }

    private static List<Path> children(Path directory) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(children::add);
        } catch (IOException e) {
            return List.of(); // Most of the places do not exist on a given machine.
        }
        children.sort(Comparator.reverseOrder());
        return children;
    }
}
