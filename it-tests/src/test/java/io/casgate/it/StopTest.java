package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.auth.SigV4Signer;
import io.casgate.it.client.RawClient;
import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.Pause;
import io.casgate.it.gateway.ServeCommand;
import io.casgate.it.gateway.SharedGateway;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** A gateway that is told to stop while a slow client uploads: the upload is finished first, and stays. */
class StopTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private String bucket;
    private byte[] body;

    @BeforeEach
    void prepare() {
        bucket = Buckets.freshName("stop");
        body = new byte[1 << 20];
        new SplittableRandom(11).nextBytes(body);
    }

    /** A terminal sends its signals to all processes, so to the embedded Cassandra as well. */
    @Test
    void ctrlCStopsTheGatewayAndThenItsCassandra() throws IOException {
        ServeCommand command = ServeCommand.in(directory.resolve("data")).inOwnProcessGroup();
        stopWhileUploading(command, Gateway::interruptProcessGroup);
        assertStored(command);
    }

    @Test
    void sigtermStopsTheGateway() throws IOException {
        ServeCommand command =
                ServeCommand.in(directory.resolve("data")).onTestCassandra(SharedGateway.freshKeyspaces());
        stopWhileUploading(command, Gateway::terminate);
        assertStored(command);
    }

    private interface Signal {
        void send(Gateway gateway);
    }

    private void stopWhileUploading(ServeCommand command, Signal signal) throws IOException {
        try (Gateway gateway = command.start()) {
            try (S3Client s3 = Sdk.client(gateway)) {
                s3.createBucket(request -> request.bucket(bucket));
            }
            try (RawClient client = RawClient.connect(gateway)) {
                client.send(client.sign(
                                "PUT",
                                "/" + bucket + "/key",
                                SigV4Signer.UNSIGNED_PAYLOAD,
                                Map.of("content-length", Integer.toString(body.length))))
                        .send(Arrays.copyOf(body, body.length / 2));
                gateway.awaitMetric("casgate_http_requests_in_flight", 2, LIMIT);
                signal.send(gateway);
                awaitClosedPort(gateway);
                client.send(Arrays.copyOfRange(body, body.length / 2, body.length));
                assertThat(client.answer().status()).isEqualTo(200);
            }
            assertThat(gateway.awaitStop())
                    .as("exit code, after%n%s", gateway.output())
                    .isZero();
        }
    }

    private static void awaitClosedPort(Gateway gateway) throws IOException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try (RawClient _ = RawClient.connect(gateway)) {
                assertThat(System.nanoTime()).as("the port is still open").isLessThan(deadline);
                Pause.of(Duration.ofMillis(20));
            } catch (ConnectException e) {
                return;
            }
        }
    }

    private void assertStored(ServeCommand command) {
        try (Gateway again = command.start();
                S3Client s3 = Sdk.client(again)) {
            assertThat(s3.getObjectAsBytes(request -> request.bucket(bucket).key("key"))
                            .asByteArray())
                    .isEqualTo(body);
        }
    }
}
