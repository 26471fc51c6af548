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

/** duplicity 0.8: a full and an incremental backup, verification, restore and removal. */
@ExtendWith(SharedGateway.class)
class DuplicityTest {
    @TempDir
    private Path directory;

    @Test
    void fullAndIncrementalBackupsAreVerifiedAndRestored(Gateway gateway) {
        String bucket = Buckets.freshName("duplicity");
        try (S3Client s3 = Sdk.client(gateway)) {
            s3.createBucket(request -> request.bucket(bucket));
        }
        CommandLine duplicity = CommandLines.duplicity(gateway, directory);
        String url = "boto3+s3://" + bucket + "/backups";
        String[] options = {
            "--s3-endpoint-url=" + gateway.endpoint(),
            "--no-encryption",
            "--num-retries=1",
            "--volsize=6",
            "--no-print-statistics"
        };
        Path tree = directory.resolve("tree");
        Trees.writeVaried(tree, 8);

        duplicity.run(with(options, "full", tree.toString(), url));
        Trees.insertInMiddle(tree.resolve("plain.txt"), "changed".getBytes(StandardCharsets.UTF_8));
        duplicity.run(with(options, "incremental", tree.toString(), url));
        duplicity.run(with(options, "verify", "--compare-data", url, tree.toString()));
        Path restored = directory.resolve("restored");
        duplicity.run(with(options, "restore", url, restored.toString()));
        Trees.assertSame(tree, restored);

        duplicity.run(with(options, "full", tree.toString(), url));
        duplicity.run(with(options, "remove-all-but-n-full", "1", "--force", url));
        assertThat(duplicity.run(with(options, "collection-status", url)))
                .contains("Number of contained backup sets: 1")
                .contains("No orphaned or incomplete backup sets found");
    }

    /** The command comes first. */
    private static String[] with(String[] options, String command, String... arguments) {
        String[] all = new String[1 + options.length + arguments.length];
        all[0] = command;
        System.arraycopy(options, 0, all, 1, options.length);
        System.arraycopy(arguments, 0, all, 1 + options.length, arguments.length);
        return all;
    }
}
