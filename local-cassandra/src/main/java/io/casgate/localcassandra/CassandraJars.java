package io.casgate.localcassandra;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cassandra's own class path, as the build of {@code local-cassandra/cassandra} leaves it: a directory with
 * {@code classes} (ours, first), {@code lib} (Cassandra and its dependencies) and {@code classpath} (which of these, in
 * which order).
 *
 * <p>{@code CASGATE_CASSANDRA_LIB} names it; otherwise it is {@code local-cassandra/cassandra/target} or
 * {@code cassandra} beside our own classes or in a directory above them, so that a build tree can be moved.
 */
record CassandraJars(Path directory) {
    private static final String CLASS_PATH = "classpath";
    private static final List<String> PLACES = List.of("local-cassandra/cassandra/target", "cassandra");

    static CassandraJars find() throws CassandraStartException {
        String named = System.getProperty("casgate.cassandra.lib", System.getenv("CASGATE_CASSANDRA_LIB"));
        Optional<Path> directory = named == null ? above(ownLocation()) : Optional.of(Path.of(named));
        return directory
                .filter(CassandraJars::holdsCassandra)
                .map(found -> new CassandraJars(found.toAbsolutePath()))
                .orElseThrow(() -> new CassandraStartException("Cassandra's own jars were not found"
                        + (named == null ? "" : " in " + named)
                        + "; build Casgate again, or set CASGATE_CASSANDRA_LIB to the directory that holds them."));
    }

    /** In the form that the {@code -classpath} option takes. */
    String classPath() throws CassandraStartException {
        return Stream.concat(Stream.of(directory.resolve("classes")), jars().stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The agent that measures objects for Cassandra's memtable accounting. */
    Path memoryMeter() throws CassandraStartException {
        return jars().stream()
                .filter(jar -> jar.getFileName().toString().startsWith("jamm-"))
                .findFirst()
                .orElseThrow(() -> new CassandraStartException("Jamm, which Cassandra needs, is missing in "
                        + directory.resolve("lib") + "; build Casgate again."));
    }

    private static boolean holdsCassandra(Path directory) {
        return Files.isRegularFile(directory.resolve(CLASS_PATH)) && Files.isDirectory(directory.resolve("classes"));
    }

    private static Optional<Path> above(@Nullable Path start) {
        for (Path ancestor = start; ancestor != null; ancestor = ancestor.getParent()) {
            for (String place : PLACES) {
                Path candidate = ancestor.resolve(place);
                if (holdsCassandra(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    private static Path ownLocation() throws CassandraStartException {
        try {
            return Path.of(CassandraJars.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new CassandraStartException("Casgate's own classes are at a place without a file name.", e);
        }
    }

    private List<Path> jars() throws CassandraStartException {
        try {
            return Stream.of(Files.readString(directory.resolve(CLASS_PATH))
                            .strip()
                            .split(":", -1))
                    .map(directory::resolve)
                    .toList();
        } catch (IOException e) {
            throw new CassandraStartException("Cannot read which jars Cassandra needs: " + e.getMessage() + ".", e);
        }
    }
}
