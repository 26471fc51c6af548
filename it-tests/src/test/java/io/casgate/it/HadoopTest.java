package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.CommandLine;
import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.SharedGateway;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Hadoop's S3A, with its magic, directory and partitioned committers: it-tests/hadoop has the program. Hadoop 3.5 is the
 * first that runs on the JDK that Casgate needs: those before ask for a Security Manager.
 */
@ExtendWith(SharedGateway.class)
class HadoopTest {
    @TempDir
    private Path directory;

    @Test
    void filesAndCommittedJobs(Gateway gateway) {
        String bucket = Buckets.freshName("hadoop");
        try (S3Client s3 = Sdk.client(gateway)) {
            s3.createBucket(request -> request.bucket(bucket));
            assertThat(walk(gateway).run(gateway.endpoint().toString(), bucket, directory.toString()))
                    .contains("S3A walked");
            assertThat(s3.listMultipartUploads(request -> request.bucket(bucket))
                            .uploads())
                    .as("the aborted attempt's uploads are aborted")
                    .isEmpty();
        }
    }

    private static CommandLine walk(Gateway gateway) {
        Path target = Path.of(System.getProperty("casgate.hadoop.directory"));
        return new CommandLine(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                        "io.casgate.it.hadoop.S3aWalk"),
                Map.of(
                        "AWS_ACCESS_KEY_ID",
                        gateway.keys().accessKey(),
                        "AWS_SECRET_ACCESS_KEY",
                        gateway.keys().secretKey()));
    }
}
