package io.casgate.localcassandra;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one node, held by this process until closed.
 *
 * <pre>
 * casgate-node.properties  says that the directory is ours, and remembers the ports
 * lock                     locked while a process of ours holds the directory; the lock dies with it
 * conf/                    written anew at each start
 * data/ commitlog/ saved_caches/ hints/ cdc_raw/   Cassandra's
 * logs/ tmp/
 * </pre>
 */
final class DataDirectory implements AutoCloseable {
    private static final String MARKER = "casgate-node.properties";
    private static final String LOCK = "lock";
    private static final String NATIVE_PORT = "port.native";
    private static final String STORAGE_PORT = "port.storage";

    /** Cassandra preallocates commit log segments and wants room for compaction; with less it dies half-way. */
    private static final long LEAST_FREE_BYTES = 512L << 20;

    private final Path root;
    private final FileChannel lockFile;

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /** Creates the directory or takes over an existing one of ours. */
    static DataDirectory claim(Path path) throws CassandraStartException {
        try {
            Path root = Files.createDirectories(path).toRealPath();
            requireOurs(root);
            DataDirectory directory = new DataDirectory(root, lock(root));
            try {
                requireSpace(root, Files.getFileStore(root).getUsableSpace());
                directory.createLayout();
            } catch (IOException | CassandraStartException e) {
                directory.close();
                throw e;
            }
            return directory;
        } catch (IOException e) {
            throw new CassandraStartException("Cannot use the data directory %s: %s.".formatted(path, e), e);
        }
    }

    Path root() {
        return root;
    }

    Path conf() {
        return root.resolve("conf");
    }

    Path logs() {
        return root.resolve("logs");
    }

    /** The file that says whose the directory is, and on which ports the node listens. */
    Path memory() {
        return root.resolve(MARKER);
    }

    Path tmp() {
        return root.resolve("tmp");
    }

    /** Those of earlier starts. */
    Optional<NodePorts> rememberedPorts() throws CassandraStartException {
        Properties memory = new Properties();
        try (Reader reader = Files.newBufferedReader(memory())) {
            memory.load(reader);
            String nativePort = memory.getProperty(NATIVE_PORT);
            String storagePort = memory.getProperty(STORAGE_PORT);
            return nativePort == null || storagePort == null
                    ? Optional.empty()
                    : Optional.of(new NodePorts(Integer.parseInt(nativePort), Integer.parseInt(storagePort)));
        } catch (IOException | IllegalArgumentException e) {
            throw new CassandraStartException(
                    "Cannot read the ports of this node from %s: %s.".formatted(memory(), e), e);
        }
    }

    void remember(NodePorts ports) throws IOException {
        Properties memory = new Properties();
        memory.setProperty(NATIVE_PORT, Integer.toString(ports.nativePort()));
        memory.setProperty(STORAGE_PORT, Integer.toString(ports.storagePort()));
        writeMarker(memory);
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireOurs(Path root) throws IOException, CassandraStartException {
        if (Files.exists(root.resolve(MARKER))) {
            return;
        }
        try (Stream<Path> entries = Files.list(root)) {
            if (entries.anyMatch(entry -> !entry.endsWith(LOCK))) {
                throw new CassandraStartException(
                        "%s is not empty and was not made by Casgate; choose another data".formatted(root)
                                + " directory.");
            }
        }
    }

    private static FileChannel lock(Path root) throws IOException, CassandraStartException {
        FileChannel file = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = null;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by another node of this very process: the same answer as from the operating system.
        } finally {
            if (lock == null) {
                file.close();
            }
        }
        if (lock == null) {
            throw new CassandraStartException(
                    "The data directory %s is in use by another running Casgate; stop it first.".formatted(root));
        }
        return file;
    }

    static void requireSpace(Path root, long free) throws CassandraStartException {
        if (free < LEAST_FREE_BYTES) {
            throw new CassandraStartException(
                    "Only %d MiB are free on the disk of %s, and Cassandra needs %d; free some."
                            .formatted(free >> 20, root, LEAST_FREE_BYTES >> 20));
        }
    }

    private void createLayout() throws IOException {
        if (!Files.exists(memory())) {
            writeMarker(new Properties());
        }
        Files.createDirectories(conf());
        Files.createDirectories(logs());
        Files.createDirectories(tmp());
    }

    private void writeMarker(Properties memory) throws IOException {
        Path draft = root.resolve(MARKER + ".new");
        try (Writer writer = Files.newBufferedWriter(draft)) {
            memory.store(writer, "A Cassandra node of Casgate. Without port.* the next start chooses free ports.");
        }
        Files.move(draft, memory(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
