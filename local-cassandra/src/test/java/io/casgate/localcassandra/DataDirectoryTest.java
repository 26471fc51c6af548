package io.casgate.localcassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path parent;

    @Test
    void remembersPortsAcrossStarts() throws Exception {
        Path root = parent.resolve("made/when/absent");
        try (DataDirectory first = DataDirectory.claim(root)) {
            assertThat(first.rememberedPorts()).isEmpty();
            first.remember(new NodePorts(21_000, 21_001));
        }
        try (DataDirectory second = DataDirectory.claim(root)) {
            assertThat(second.rememberedPorts()).contains(new NodePorts(21_000, 21_001));
        }
    }

    @Test
    void refusesADirectoryOfSomebodyElse() throws Exception {
        Files.createFile(parent.resolve("thesis.tex"));

        assertThatThrownBy(() -> DataDirectory.claim(parent))
                .isInstanceOf(CassandraStartException.class)
                .hasMessage(parent + " is not empty and was not made by Casgate; choose another data directory.");
        assertThat(parent.toFile().list()).containsExactly("thesis.tex");
    }

    @Test
    void acceptsADirectoryThatACrashLeftWithNothingButTheLock() throws Exception {
        Files.createFile(parent.resolve("lock"));

        DataDirectory.claim(parent).close();
    }

    @Test
    void isHeldByOneAtATime() throws Exception {
        try (DataDirectory held = DataDirectory.claim(parent)) {
            assertThatThrownBy(() -> DataDirectory.claim(parent))
                    .isInstanceOf(CassandraStartException.class)
                    .hasMessage("The data directory " + held.root() + " is in use by another running Casgate; stop it"
                            + " first.");
        }
        DataDirectory.claim(parent).close();
    }

    @Test
    void isTheSameDirectoryThroughALink() throws Exception {
        Path real = Files.createDirectory(parent.resolve("real"));
        Path link = Files.createSymbolicLink(parent.resolve("link"), real);
        try (DataDirectory directory = DataDirectory.claim(link)) {
            assertThat(directory.root()).isEqualTo(real.toRealPath());
        }
    }

    @Test
    void saysWhyADirectoryCannotBeUsed() throws Exception {
        Path file = Files.createFile(parent.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.claim(file.resolve("below")))
                .isInstanceOf(CassandraStartException.class)
                .hasMessageStartingWith("Cannot use the data directory " + file.resolve("below"));
    }

    @Test
    void refusesADiskThatIsAsGoodAsFull() throws Exception {
        DataDirectory.requireSpace(parent, 512L << 20);

        assertThatThrownBy(() -> DataDirectory.requireSpace(parent, (512L << 20) - 1))
                .isInstanceOf(CassandraStartException.class)
                .hasMessage("Only 511 MiB are free on the disk of " + parent + ", and Cassandra needs 512; free some.");
    }
}
