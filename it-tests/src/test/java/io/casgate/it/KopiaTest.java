package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.CommandLine;
import io.casgate.it.client.CommandLines;
import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.SharedGateway;
import io.casgate.it.tree.Trees;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** kopia: two snapshots, verification of all content, restore, deletion and maintenance. */
@ExtendWith(SharedGateway.class)
class KopiaTest {
    @TempDir
    private Path directory;

    @Test
    void snapshotsAreVerifiedRestoredAndDeleted(Gateway gateway) {
        String bucket = Buckets.freshName("kopia");
        try (S3Client s3 = Sdk.client(gateway)) {
            s3.createBucket(request -> request.bucket(bucket));
        }
        CommandLine kopia = CommandLines.kopia(directory);
        Path tree = directory.resolve("tree");
        Trees.writeVaried(tree, 6);

        kopia.run(
                "repository",
                "create",
                "s3",
                "--disable-tls",
                "--endpoint=" + gateway.endpoint().getAuthority(),
                "--bucket=" + bucket,
                "--prefix=backups/",
                "--access-key=" + gateway.keys().accessKey(),
                "--secret-access-key=" + gateway.keys().secretKey());
        kopia.run("snapshot", "create", tree.toString());
        Trees.insertInMiddle(tree.resolve("plain.txt"), "changed".getBytes(StandardCharsets.UTF_8));
        kopia.run("snapshot", "create", tree.toString());
        assertThat(kopia.run("snapshot", "list", tree.toString()).lines().filter(line -> line.contains("files:")))
                .hasSize(2);
        kopia.run("snapshot", "verify", "--verify-files-percent=100");

        Path restored = directory.resolve("restored");
        kopia.run("snapshot", "restore", tree.toString(), restored.toString());
        Trees.assertSame(tree, restored);

        kopia.run("snapshot", "delete", "--all-snapshots-for-source", tree.toString(), "--delete");
        kopia.run("maintenance", "run", "--full", "--safety=none");
        kopia.run("content", "verify");
    }
}
