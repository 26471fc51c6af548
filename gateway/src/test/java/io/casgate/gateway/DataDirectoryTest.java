package io.casgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.gateway.config.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path root;

    @Test
    void belongsToOneGatewayAtATime() {
        Path directory = root.resolve("a/b");
        DataDirectory first = DataDirectory.claim(directory);
        assertThatThrownBy(() -> DataDirectory.claim(directory))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("in use by another running gateway");
        first.close();
        DataDirectory.claim(directory).close();
    }

    @Test
    void isNeverSomeoneElses() throws Exception {
        Files.writeString(root.resolve("thesis.txt"), "precious");
        assertThatThrownBy(() -> DataDirectory.claim(root))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("was not made by Casgate");
        assertThat(root).isDirectoryNotContaining(file -> file.endsWith("casgate.lock"));
    }

    @Test
    void isNoFile() throws Exception {
        Path file = Files.writeString(root.resolve("file"), "");
        assertThatThrownBy(() -> DataDirectory.claim(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Cannot use the data directory");
    }

    @Test
    void keepsTheRootKeysThatWereMadeAtFirst() throws Exception {
        try (DataDirectory directory = DataDirectory.claim(root)) {
            RootKeys made = RootKeys.obtain(directory, Map.of());
            assertThat(made.origin()).isEqualTo(RootKeys.Origin.MADE_NOW);
            assertThat(made.identity().accessKey()).hasSize(20);
            assertThat(made.identity().secretKey()).hasSize(40);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.file())))
                    .isEqualTo("rw-------");
            assertThat(made.toString()).doesNotContain(made.identity().secretKey());

            RootKeys kept = RootKeys.obtain(directory, Map.of());
            assertThat(kept.origin()).isEqualTo(RootKeys.Origin.KEPT);
            assertThat(kept.identity()).isEqualTo(made.identity());
        }
    }

    @Test
    void prefersTheRootKeysOfTheEnvironment() {
        try (DataDirectory directory = DataDirectory.claim(root)) {
            RootKeys keys =
                    RootKeys.obtain(directory, Map.of(RootKeys.ACCESS_KEY, "access", RootKeys.SECRET_KEY, "secret"));
            assertThat(keys.origin()).isEqualTo(RootKeys.Origin.ENVIRONMENT);
            assertThat(keys.identity().accessKey()).isEqualTo("access");
            assertThat(keys.file()).doesNotExist();
            assertThatThrownBy(() -> RootKeys.obtain(directory, Map.of(RootKeys.ACCESS_KEY, "access")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("set together or not at all");
        }
    }

    @Test
    void refusesDamagedRootKeys() throws Exception {
        try (DataDirectory directory = DataDirectory.claim(root)) {
            Files.writeString(root.resolve("root-keys"), "access-key=half");
            assertThatThrownBy(() -> RootKeys.obtain(directory, Map.of()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("root-keys");
        }
    }
}
