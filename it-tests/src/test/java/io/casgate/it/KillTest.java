package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.Pause;
import io.casgate.it.gateway.ServeCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    private final Writers writers = new Writers(bucket, "writer-", WRITERS);

    @Test
    void theGatewayDies() {
        InterruptedUpload upload;
        try (Gateway gateway = serve("safe")) {
            createBucket(gateway);
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
        try (Gateway gateway = ServeCommand.in(directory.resolve("data"))
                .withEnvironment("CASGATE_DEDUP_READ_PATIENCE", "2 minutes")
                .start()) {
            createBucket(gateway);
            SlowDownload download = new SlowDownload(gateway, bucket);
            InterruptedUpload upload = loadAWhile(gateway);
            cassandraOf(gateway).destroyForcibly();
            gateway.await("/-/health", 503, RECOVERY_LIMIT);
            stop(upload);
            gateway.await("/-/health", 200, RECOVERY_LIMIT);
            awaitWrites(gateway);
            download.finish();
            verify(gateway, upload);

            writers.start(gateway);
            writers.awaitMore(WRITERS, RECOVERY_LIMIT);
            writers.stop();
            verify(gateway, writers);
        }
    }

    @Test
    void bothDieAtOnce() {
        InterruptedUpload upload;
        try (Gateway gateway = serve("safe")) {
            createBucket(gateway);
            upload = loadAWhile(gateway);
            killBoth(gateway);
            stop(upload);
        }
        try (Gateway again = serve("safe")) {
            verify(again, upload);
        }
    }

    /** What was acknowledged last may be gone, but what is there is whole, and what was flushed before stays. */
    @Test
    void bothDieAtOnceWithRelaxedDurability() {
        Writers before = new Writers(bucket, "before-", WRITERS);
        try (Gateway gateway = serve("relaxed")) {
            createBucket(gateway);
            before.start(gateway);
            before.awaitMore(WRITERS, RECOVERY_LIMIT);
            before.stop();
            assertThat(gateway.stop()).as("exit code of a clean stop").isZero();
        }
        try (Gateway gateway = serve("relaxed")) {
            load(gateway);
            killBoth(gateway);
            writers.stop();
            writers.mayHaveLostAcknowledged();
        }
        try (Gateway again = serve("relaxed")) {
            verify(again, before);
            verify(again, writers);
        }
    }

    private Gateway serve(String durability) {
        return Gateway.serve(directory.resolve("data"), "--durability", durability);
    }

    /** Returns at a random moment, under load. */
    private InterruptedUpload loadAWhile(Gateway gateway) {
        InterruptedUpload upload = InterruptedUpload.begin(gateway, bucket);
        load(gateway);
        return upload;
    }

    private void load(Gateway gateway) {
        writers.start(gateway);
        writers.awaitMore(WRITERS, RECOVERY_LIMIT);
        Pause.of(Duration.ofMillis(random.nextLong(3000)));
    }

    private void createBucket(Gateway gateway) {
        try (S3Client s3 = Sdk.client(gateway)) {
            s3.createBucket(request -> request.bucket(bucket));
        }
    }

    private static void killBoth(Gateway gateway) {
        ProcessHandle cassandra = cassandraOf(gateway);
        cassandra.destroyForcibly();
        gateway.kill();
    }

    private void stop(InterruptedUpload upload) {
        writers.stop();
        upload.stop();
    }

    private void verify(Gateway gateway, InterruptedUpload upload) {
        verify(gateway, writers);
        try (S3Client s3 = Sdk.client(gateway)) {
            upload.resume(s3);
        }
    }

    private static void verify(Gateway gateway, Writers writers) {
        try (S3Client s3 = Sdk.client(gateway)) {
            writers.verify(s3);
        } catch (AssertionError | SdkException e) {
            throw new AssertionError("The gateway's output:\n" + gateway.output(), e);
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
