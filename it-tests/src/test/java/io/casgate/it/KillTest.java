package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.Pause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Processes killed with SIGKILL at random moments under load: what was acknowledged stays, and nothing is half there. */
class KillTest {
    private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(2);
    private static final int WRITERS = 8;

    @TempDir
    private Path directory;

    private final Random random = new Random();
    private final String bucket = Buckets.freshName("kill");
    private final Writers writers = new Writers(bucket, WRITERS);

    @Test
    void theGatewayDies() {
        InterruptedUpload upload;
        try (Gateway gateway = serve("safe")) {
            upload = loadAWhile(gateway);
            gateway.kill();
            stop(upload);
        }
        try (Gateway again = serve("safe")) {
            verify(again, upload);
            assertThat(again.stop()).as("exit code of a clean stop").isZero();
        }
    }

    @Test
    void cassandraDiesAndTheGatewayRecovers() {
        try (Gateway gateway = serve("safe")) {
            InterruptedUpload upload = loadAWhile(gateway);
            cassandraOf(gateway).destroyForcibly();
            gateway.await("/-/health", 503, RECOVERY_LIMIT);
            stop(upload);
            gateway.await("/-/health", 200, RECOVERY_LIMIT);
            awaitWrites(gateway);
            verify(gateway, upload);

            writers.start(gateway);
            writers.awaitMore(WRITERS, RECOVERY_LIMIT);
            writers.stop();
            verify(gateway);
        }
    }

    /** What is relaxed is only how the system's pages reach the disk, and these outlive the processes. */
    @ParameterizedTest
    @ValueSource(strings = {"safe", "relaxed"})
    void bothDieAtOnce(String durability) {
        InterruptedUpload upload;
        try (Gateway gateway = serve(durability)) {
            upload = loadAWhile(gateway);
            ProcessHandle cassandra = cassandraOf(gateway);
            cassandra.destroyForcibly();
            gateway.kill();
            stop(upload);
        }
        try (Gateway again = serve(durability)) {
            verify(again, upload);
        }
    }

    private Gateway serve(String durability) {
        return Gateway.serve(directory.resolve("data"), "--durability", durability);
    }

    /** Returns at a random moment, under load. */
    private InterruptedUpload loadAWhile(Gateway gateway) {
        try (S3Client s3 = Sdk.client(gateway)) {
            s3.createBucket(request -> request.bucket(bucket));
        }
        writers.start(gateway);
        InterruptedUpload upload = InterruptedUpload.begin(gateway, bucket);
        writers.awaitMore(WRITERS, RECOVERY_LIMIT);
        Pause.of(Duration.ofMillis(random.nextLong(3000)));
        return upload;
    }

    private void stop(InterruptedUpload upload) {
        writers.stop();
        upload.stop();
    }

    private void verify(Gateway gateway, InterruptedUpload upload) {
        verify(gateway);
        try (S3Client s3 = Sdk.client(gateway)) {
            upload.resume(s3);
        }
    }

    private void verify(Gateway gateway) {
        try (S3Client s3 = Sdk.client(gateway)) {
            writers.verify(s3);
        }
    }

    /** The gateway's only child process. */
    private static ProcessHandle cassandraOf(Gateway gateway) {
        return ProcessHandle.of(gateway.pid())
                .orElseThrow()
                .children()
                .findFirst()
                .orElseThrow();
    }

    /** Connected is not yet able: Cassandra replays and the driver's connections come back one by one. */
    private void awaitWrites(Gateway gateway) {
        long deadline = System.nanoTime() + RECOVERY_LIMIT.toNanos();
        try (S3Client s3 = Sdk.client(gateway)) {
            while (true) {
                try {
                    s3.putObject(
                            request -> request.bucket(bucket).key("after-recovery"),
                            RequestBody.fromBytes(new byte[1 << 20]));
                    s3.deleteObject(request -> request.bucket(bucket).key("after-recovery"));
                    return;
                } catch (SdkException e) {
                    assertThat(System.nanoTime()).as("recovery: " + e).isLessThan(deadline);
                    assertThat(gateway.isAlive()).isTrue();
                    Pause.of(Duration.ofMillis(100));
                }
            }
        }
    }
}
