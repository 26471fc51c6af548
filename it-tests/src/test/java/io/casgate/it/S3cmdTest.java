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

/** s3cmd, which compares MD5 with ETag and uploads in parts of 15 MiB. */
@ExtendWith(SharedGateway.class)
class S3cmdTest {
    @TempDir
    private Path directory;

    private CommandLine s3cmd;
    private String url;

    @BeforeEach
    void createBucket(Gateway gateway) {
        s3cmd = CommandLines.s3cmd(gateway, directory);
        url = "s3://" + Buckets.freshName("s3cmd");
        s3cmd.run("mb", url);
    }

    @Test
    void syncThereAndBack() {
        Path tree = directory.resolve("tree");
        Trees.writeVaried(tree, 3);
        s3cmd.run("sync", tree + "/", url + "/backup/");

        Path restored = directory.resolve("restored");
        restored.toFile().mkdirs();
        s3cmd.run("sync", url + "/backup/", restored + "/");
        Trees.assertSame(tree, restored);
    }

    @Test
    void multipartPutListInfoAndDelete() throws IOException {
        Path file = directory.resolve("large.bin");
        Trees.writeFile(file, 33L << 20, 6);
        s3cmd.run("put", "--add-header=x-amz-meta-colour:blue", file.toString(), url + "/large.bin");
        assertThat(s3cmd.run("ls", url)).contains(Long.toString(33L << 20)).contains(url + "/large.bin");
        assertThat(s3cmd.run("info", url + "/large.bin")).contains("x-amz-meta-colour: blue");

        Path restored = directory.resolve("restored.bin");
        s3cmd.run("get", url + "/large.bin", restored.toString());
        assertThat(Files.mismatch(file, restored)).isEqualTo(-1);

        s3cmd.run("del", url + "/large.bin");
        s3cmd.run("rb", url);
        assertThat(s3cmd.run("ls")).doesNotContain(url);
    }
}
