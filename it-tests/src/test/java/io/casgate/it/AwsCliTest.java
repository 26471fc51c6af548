package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.CommandLine;
import io.casgate.it.client.CommandLines;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.SharedGateway;
import io.casgate.it.gateway.TlsGateway;
import io.casgate.it.tree.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The current AWS CLI, as people type it. */
@ExtendWith(SharedGateway.class)
class AwsCliTest {
    @TempDir
    private Path directory;

    private CommandLine aws;
    private String bucket;

    @BeforeEach
    void createBucket(Gateway gateway) {
        aws = CommandLines.aws(gateway, directory);
        bucket = Buckets.freshName("aws");
        aws.run("s3", "mb", "s3://" + bucket);
    }

    @Test
    void filesOfEverySizeComeBackAsTheyWere() throws IOException {
        for (long size : List.of(0L, 1L, 16_383L, 16_385L, 1_000_000L, 8L << 20, (8L << 20) + 1, 40L << 20)) {
            Path file = directory.resolve("file-" + size);
            Trees.writeFile(file, size, size);
            Path restored = directory.resolve("restored-" + size);

            aws.run("s3", "cp", file.toString(), "s3://" + bucket + "/sizes/" + size);
            aws.run("s3", "cp", "s3://" + bucket + "/sizes/" + size, restored.toString());

            assertThat(Files.mismatch(file, restored)).as("%d bytes", size).isEqualTo(-1);
        }
    }

    @Test
    void overTlsEveryUploadHasATrailer(TlsGateway gateway) throws IOException {
        CommandLine secure = CommandLines.aws(gateway, directory);
        String url = "s3://" + bucket + "/large";
        secure.run("s3", "mb", "s3://" + bucket);
        Path file = directory.resolve("large");
        Trees.writeFile(file, (20 << 20) + 1, 11);
        Path restored = directory.resolve("restored");

        secure.run("s3", "cp", file.toString(), url);
        secure.run("s3", "cp", url, restored.toString());

        assertThat(Files.mismatch(file, restored)).isEqualTo(-1);
        secure.run("s3", "rb", "--force", "s3://" + bucket);
    }

    @Test
    void syncUploadsRestoresAndDeletes() throws IOException {
        Path tree = directory.resolve("tree");
        Trees.writeVaried(tree, 1);
        aws.run("s3", "sync", tree.toString(), "s3://" + bucket + "/backup");
        assertThat(aws.run("s3", "sync", tree.toString(), "s3://" + bucket + "/backup"))
                .as("nothing is left to do")
                .isBlank();

        Path restored = directory.resolve("restored");
        aws.run("s3", "sync", "s3://" + bucket + "/backup", restored.toString());
        Trees.assertSame(tree, restored);

        Files.delete(tree.resolve("plain.txt"));
        assertThat(aws.run("s3", "sync", "--delete", tree.toString(), "s3://" + bucket + "/backup"))
                .contains("delete: s3://" + bucket + "/backup/plain.txt");
    }

    @Test
    void listingsShowFoldersSizesAndBuckets() {
        Path file = directory.resolve("five");
        Trees.writeFile(file, 5, 5);
        aws.run("s3", "cp", file.toString(), "s3://" + bucket + "/a/b");
        aws.run("s3", "cp", file.toString(), "s3://" + bucket + "/a");

        assertThat(aws.run("s3", "ls", "s3://" + bucket)).contains("PRE a/").containsPattern(" 5 a\n");
        assertThat(aws.run("s3", "ls", "--recursive", "--summarize", "s3://" + bucket))
                .contains("a/b")
                .contains("Total Objects: 2")
                .contains("Total Size: 10");
        assertThat(aws.run("s3", "ls")).contains(bucket);
    }

    @Test
    void copyMoveAndRemoveInTheStore() throws IOException {
        Path file = directory.resolve("large");
        Trees.writeFile(file, 20 << 20, 7);
        String url = "s3://" + bucket + "/";
        aws.run("s3", "cp", file.toString(), url + "original");

        aws.run("s3", "cp", url + "original", url + "copy");
        aws.run("s3", "mv", url + "original", url + "moved");
        assertThat(aws.run("s3", "ls", url)).contains("copy", "moved").doesNotContain("original");

        Path restored = directory.resolve("restored");
        aws.run("s3", "cp", url + "copy", restored.toString());
        assertThat(Files.mismatch(file, restored)).isEqualTo(-1);
        aws.run("s3", "rm", "--recursive", url);
        aws.run("s3", "rb", url);
        assertThat(aws.attempt("s3", "ls", url).output()).contains("NoSuchBucket");
    }

    @Test
    void everyChecksumThatThePlainToolCanAskForIsStoredAndVerified() {
        Path file = directory.resolve("summed");
        Trees.writeFile(file, 100_000, 3);
        for (String algorithm : List.of("CRC32", "SHA1", "SHA256")) {
            aws.run(
                    "s3api",
                    "put-object",
                    "--bucket",
                    bucket,
                    "--key",
                    algorithm,
                    "--body",
                    file.toString(),
                    "--checksum-algorithm",
                    algorithm);
            assertThat(aws.run(
                            "s3api",
                            "head-object",
                            "--bucket",
                            bucket,
                            "--key",
                            algorithm,
                            "--checksum-mode",
                            "ENABLED"))
                    .contains("\"Checksum" + algorithm + "\"");
        }
    }

    @Test
    void presignedUrlsWorkWithoutCredentials() throws IOException {
        Path file = directory.resolve("shared");
        Trees.writeFile(file, 12_345, 9);
        aws.run("s3", "cp", file.toString(), "s3://" + bucket + "/shared file+1");
        String url =
                aws.run("s3", "presign", "s3://" + bucket + "/shared file+1").strip();

        Path restored = directory.resolve("fetched");
        new CommandLine(List.of("curl", "-sSf"), java.util.Map.of()).run("-o", restored.toString(), url);
        assertThat(Files.mismatch(file, restored)).isEqualTo(-1);
    }

    @Test
    void errorsAreTheOnesThatTheToolKnows() {
        assertThat(aws.attempt("s3api", "head-object", "--bucket", bucket, "--key", "missing")
                        .output())
                .contains("404");
        assertThat(aws.attempt("s3api", "get-object", "--bucket", bucket, "--key", "missing", "/dev/null")
                        .output())
                .contains("NoSuchKey");
        assertThat(aws.attempt("s3", "ls", "s3://" + Buckets.freshName("nobody"))
                        .output())
                .contains("NoSuchBucket");
    }
}
