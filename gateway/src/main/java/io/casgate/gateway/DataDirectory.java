package io.casgate.gateway;

import io.casgate.gateway.config.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a gateway keeps what is its own, held until closed. The lock is the operating system's: it goes with the process,
 * however that ends.
 *
 * <pre>
 * casgate.lock  says that the directory is ours; locked while a gateway runs
 * root-keys     see {@link RootKeys}
 * cassandra/    the embedded node's
 * </pre>
 */
final class DataDirectory implements AutoCloseable {
    private static final String LOCK = "casgate.lock";

    private final Path root;
    private final FileChannel lockFile;

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /**
     * Creates the directory, or takes over one of ours.
     *
     * @throws ConfigurationException when it is another's, in use, or not writable
     */
    static DataDirectory claim(Path root) {
        try {
            Files.createDirectories(root);
            requireOurs(root);
            FileChannel file =
                    FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(file)) {
                file.close();
                throw new ConfigurationException(
                        "The data directory " + root + " is in use by another running gateway; stop it first.");
            }
            return new DataDirectory(root, file);
        } catch (IOException e) {
            throw new ConfigurationException("Cannot use the data directory " + root + ": " + e + ".", e);
        }
    }

    private static void requireOurs(Path root) throws IOException {
        if (Files.exists(root.resolve(LOCK))) {
            return;
        }
        try (Stream<Path> entries = Files.list(root)) {
            if (entries.findAny().isPresent()) {
                throw new ConfigurationException(
                        root + " is not empty and was not made by Casgate; choose another data directory.");
            }
        }
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            @Nullable FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path root() {
        return root;
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
