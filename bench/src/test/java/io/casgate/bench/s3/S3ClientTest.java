package io.casgate.bench.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.casgate.bench.data.Dataset;
import io.casgate.bench.http.StallWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class S3ClientTest {
    private static final String BUCKET = "bucket";

    private final StallWatch watch = new StallWatch();
    private final MemoryS3 server = newServer();

    @AfterEach
    void stop() {
        server.close();
        watch.close();
    }

    @ParameterizedTest
    @EnumSource(PayloadSigning.class)
    void objectsOfAnySizeAreStoredAsTheyAre(PayloadSigning signing) {
        try (S3Client client = client(signing)) {
            for (int size : new int[] {0, 1, 7, 8, 65_535, 65_536, 65_537, 262_144, 1_000_003}) {
                Dataset.Content content = content(size);
                String key = "a key/ü&" + size;
                assertThat(client.put(BUCKET, key, content)).isEqualTo(new Answer.Success(size));
                assertThat(server.objects().get("/bucket/" + key)).isEqualTo(bytes(content));
                assertThat(client.get(BUCKET, key, content, Verification.BYTES)).isEqualTo(new Answer.Success(size));
            }
        }
    }

    @Test
    void everyOtherRequestWorksOnTheSameConnection() {
        try (S3Client client = client(PayloadSigning.UNSIGNED)) {
            assertThat(client.createBucket(BUCKET)).isEqualTo(new Answer.Success(0));
            client.put(BUCKET, "k", content(10));
            assertThat(client.head(BUCKET, "k")).isEqualTo(new Answer.Success(0));
            assertThat(client.list(BUCKET, "a b/&=", 10)).isEqualTo(new Answer.Success(0));
            assertThat(client.delete(BUCKET, "k")).isEqualTo(new Answer.Success(0));
            assertThat(client.head(BUCKET, "k"))
                    .asInstanceOf(type(Answer.Failure.class))
                    .extracting(Answer.Failure::reason)
                    .isEqualTo("HTTP 404");
            assertThat(client.get(BUCKET, "k", content(10), Verification.LENGTH))
                    .asInstanceOf(type(Answer.Failure.class))
                    .extracting(Answer.Failure::reason)
                    .isEqualTo("NoSuchKey");
        }
    }

    @Test
    void wrongBytesAreFoundWhenBytesAreComparedAndWrongLengthsAlways() {
        try (S3Client client = client(PayloadSigning.UNSIGNED)) {
            client.put(BUCKET, "k", content(100_000));
            server.objects().computeIfPresent("/bucket/k", (path, bytes) -> {
                bytes[77_777] ^= 1;
                return bytes;
            });
            assertThat(client.get(BUCKET, "k", content(100_000), Verification.LENGTH))
                    .isInstanceOf(Answer.Success.class);
            assertThat(client.get(BUCKET, "k", content(100_000), Verification.BYTES))
                    .asInstanceOf(type(Answer.Failure.class))
                    .extracting(Answer.Failure::detail)
                    .asString()
                    .contains("byte 77777");
            assertThat(client.get(BUCKET, "k", content(99_999), Verification.LENGTH))
                    .isInstanceOf(Answer.Failure.class);
            assertThat(client.get(BUCKET, "k", content(100_001), Verification.LENGTH))
                    .isInstanceOf(Answer.Failure.class);
        }
    }

    @Test
    void aWrongSecretIsRefused() {
        S3Endpoint right = server.endpoint();
        S3Endpoint wrong = new S3Endpoint(right.uri(), right.accessKey(), "another", right.region());
        RequestSigner signer = new SigV4RequestSigner(wrong, PayloadSigning.UNSIGNED, InstantSource.system());
        try (S3Client client = new S3Client(wrong, signer, watch, Duration.ofSeconds(10))) {
            assertThat(client.put(BUCKET, "k", content(10)))
                    .asInstanceOf(type(Answer.Failure.class))
                    .extracting(Answer.Failure::reason)
                    .isEqualTo("AccessDenied");
        }
        assertThat(server.objects()).isEqualTo(Map.of());
    }

    @Test
    void aServerThatDoesNotAnswerFailsTheRequestInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                S3Client client = new S3Client(
                        new S3Endpoint(URI.create("http://127.0.0.1:" + silent.getLocalPort()), "", "", "r"),
                        RequestSigner.anonymous(),
                        watch,
                        Duration.ofMillis(300))) {
            long start = System.nanoTime();
            assertThat(client.head(BUCKET, "k")).isInstanceOf(Answer.Failure.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void anEarlyRefusalOfALongBodyIsUnderstood() throws Exception {
        String refusal = "HTTP/1.1 503 Busy\r\nConnection: close\r\nContent-Length: 21\r\n\r\n<Code>SlowDown</Code>";
        try (ServerSocket busy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newSingleThreadExecutor();
                S3Client client = new S3Client(
                        new S3Endpoint(URI.create("http://127.0.0.1:" + busy.getLocalPort()), "", "", "r"),
                        RequestSigner.anonymous(),
                        watch,
                        Duration.ofSeconds(20))) {
            Future<?> server = threads.submit(() -> {
                try (Socket socket = busy.accept()) {
                    socket.getInputStream().readNBytes(1000);
                    socket.getOutputStream().write(refusal.getBytes(StandardCharsets.US_ASCII));
                }
                return true;
            });
            assertThat(client.put(BUCKET, "k", content(64 << 20)))
                    .asInstanceOf(type(Answer.Failure.class))
                    .extracting(Answer.Failure::reason)
                    .isEqualTo("SlowDown");
            server.get();
        }
    }

    private S3Client client(PayloadSigning signing) {
        S3Endpoint endpoint = server.endpoint();
        return new S3Client(
                endpoint,
                new SigV4RequestSigner(endpoint, signing, InstantSource.system()),
                watch,
                Duration.ofSeconds(30));
    }

    private static MemoryS3 newServer() {
        try {
            return new MemoryS3();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Dataset.Content content(int size) {
        return Dataset.ofNewData(4, size).object(size);
    }

    private static byte[] bytes(Dataset.Content content) {
        ByteBuffer buffer = ByteBuffer.allocate((int) content.size());
        content.fill(buffer, 0);
        return buffer.array();
    }
}
