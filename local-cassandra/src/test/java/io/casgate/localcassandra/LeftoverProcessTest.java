package io.casgate.localcassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoverProcessTest {
    @TempDir
    Path root;

    @Test
    void aProcessThatOnlyMentionsTheDirectoryIsNotOurs() throws Exception {
        String owner = NodeConfiguration.OWNER_PROPERTY + root;
        Process reader = new ProcessBuilder("sh", "-c", "read line", owner, NodeConfiguration.MAIN_CLASS).start();
        try {
            assertThat(reader.isAlive()).isTrue();
            assertThat(LeftoverProcess.of(root)).isEmpty();
        } finally {
            reader.destroyForcibly().waitFor();
        }
    }
}
