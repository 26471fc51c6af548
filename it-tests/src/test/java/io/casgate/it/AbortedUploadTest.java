package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.auth.SigV4Signer;
import io.casgate.it.client.RawClient;
import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.SharedGateway;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** A client that gives up in the middle of 1 GiB, and comes back with the same file. */
class AbortedUploadTest {
    private static final int PIECE = 1 << 20;
    private static final int PIECES = 1 << 10;
    private static final long MOST_DIRECT_MEMORY = 256L << 20;

    @TempDir
    private Path directory;

    private long mostDirectMemory;

    @Test
    void leavesNothingToSeeAndBlocksToFindAgain() throws IOException {
        String bucket = Buckets.freshName("aborted");
        try (Gateway gateway = SharedGateway.onTestCassandra(directory, SharedGateway.freshKeyspaces());
                S3Client s3 = Sdk.client(gateway)) {
            s3.createBucket(request -> request.bucket(bucket));
            try (RawClient client = RawClient.connect(gateway)) {
                send(gateway, client, bucket, PIECES / 2);
                client.reset();
            }
            gateway.awaitMetric("casgate_http_requests_in_flight", 1, Duration.ofSeconds(30));
            assertThat(s3.listObjectsV2(request -> request.bucket(bucket)).contents())
                    .isEmpty();
            long storedByTheFirst = gateway.metric("casgate_dedup_unique_bytes_total");
            assertThat(storedByTheFirst).isPositive();

            try (RawClient client = RawClient.connect(gateway)) {
                send(gateway, client, bucket, PIECES);
                assertThat(client.answer().status()).isEqualTo(200);
            }
            long whole = (long) PIECES * PIECE;
            assertThat(gateway.metric("casgate_dedup_unique_bytes_total"))
                    .as("of both uploads together, bytes that were new")
                    .isBetween(whole, whole + whole / 50);
            assertThat(s3.headObject(request -> request.bucket(bucket).key("key"))
                            .contentLength())
                    .isEqualTo(whole);
            assertThat(mostDirectMemory).isLessThan(MOST_DIRECT_MEMORY);
        }
    }

    /** Announces all pieces and sends the first {@code count}; the same bytes every time. */
    private void send(Gateway gateway, RawClient client, String bucket, int count) throws IOException {
        client.send(client.sign(
                "PUT",
                "/" + bucket + "/key",
                SigV4Signer.UNSIGNED_PAYLOAD,
                Map.of("content-length", Long.toString((long) PIECES * PIECE))));
        SplittableRandom random = new SplittableRandom(23);
        byte[] piece = new byte[PIECE];
        for (int i = 0; i < count; i++) {
            random.nextBytes(piece);
            client.send(piece);
            if (i % 64 == 0) {
                mostDirectMemory =
                        Math.max(mostDirectMemory, gateway.metric("jvm_buffer_memory_used_bytes{id=\"direct\"}"));
            }
        }
    }
}
