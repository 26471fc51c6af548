package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.CommandLine;
import io.casgate.it.client.CommandLines;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.SharedGateway;
import io.casgate.it.tree.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** rclone, of the generation before default checksums and the present one. */
@ParameterizedClass
@ValueSource(strings = {"rclone", "rclone-current"})
@ExtendWith(SharedGateway.class)
class RcloneTest {
    private final String program;

    @TempDir
    private Path directory;

    private CommandLine rclone;
    private String remote;

    RcloneTest(String program) {
        this.program = program;
    }

    @BeforeEach
    void createBucket(Gateway gateway) {
        rclone = CommandLines.rclone(program, gateway);
        remote = "casgate:" + Buckets.freshName("rclone");
        rclone.run("mkdir", remote);
    }

    @Test
    void syncChecksAndRestoresATree() {
        Path tree = directory.resolve("tree");
        Trees.writeVaried(tree, 2);
        rclone.run("sync", tree.toString(), remote + "/backup");
        assertThat(rclone.run("check", "--download", tree.toString(), remote + "/backup"))
                .contains("0 differences found");
        assertThat(rclone.run("sync", "-v", "--stats-one-line", tree.toString(), remote + "/backup"))
                .contains("There was nothing to transfer");

        Path restored = directory.resolve("restored");
        rclone.run("copy", remote + "/backup", restored.toString());
        Trees.assertSame(tree, restored);
    }

    @Test
    void multipartUploadsAndRangedDownloadsOfALargeFile() throws IOException {
        Path file = directory.resolve("large.bin");
        Trees.writeFile(file, (64L << 20) + 12_345, 4);
        rclone.run(
                "copyto", "--s3-upload-cutoff", "8M", "--s3-chunk-size", "8M", file.toString(), remote + "/large.bin");
        assertThat(rclone.run("lsf", "--format", "ps", remote)).contains("large.bin;" + Files.size(file));

        Path restored = directory.resolve("restored.bin");
        rclone.run("copyto", "--multi-thread-cutoff", "16M", remote + "/large.bin", restored.toString());
        assertThat(Files.mismatch(file, restored)).isEqualTo(-1);
    }

    @Test
    void serverSideCopyMoveAndPurge() {
        Path tree = directory.resolve("tree");
        Trees.writeVaried(tree, 5);
        rclone.run("copy", tree.toString(), remote + "/one");
        rclone.run("copy", remote + "/one", remote + "/two");
        rclone.run("move", remote + "/one", remote + "/three");
        rclone.run("check", remote + "/two", remote + "/three");
        rclone.run("purge", remote + "/two");
        assertThat(rclone.run("lsf", remote)).isEqualTo("three/\n");
    }

    @Test
    void standardInputOfUnknownLength() throws IOException {
        Path file = directory.resolve("stream.bin");
        Trees.writeFile(file, 6 << 20, 8);
        CommandLine shell = new CommandLine(java.util.List.of("sh", "-c"), rclone.environment());
        shell.run("cat '" + file + "' | " + program + " --config /dev/null rcat " + remote + "/streamed");

        Path restored = directory.resolve("restored.bin");
        rclone.run("copyto", remote + "/streamed", restored.toString());
        assertThat(Files.mismatch(file, restored)).isEqualTo(-1);
    }
}
