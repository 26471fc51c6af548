package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.auth.SigV4Signer;
import io.casgate.auth.SignedRequest;
import io.casgate.fuzz.Mutator;
import io.casgate.it.client.RawClient;
import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.ServeCommand;
import io.casgate.it.gateway.SharedGateway;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Thousands of signed requests, each spoiled on its way, against a gateway as it runs. */
class BadInputTest {
    private static final int REQUESTS = 4_000;
    private static final int CONNECTIONS = 4;
    private static final long HEAP_GROWTH = 64L << 20;
    private static final Set<Integer> REFUSED_AS_UNKNOWN = Set.of(501, 503, 505);
    private static final String BUCKET = "kept";
    private static final byte[] BODY = "hello, world".getBytes(StandardCharsets.US_ASCII);

    private static final List<String> WORDS = List.of(
            "Content-Length: 0\r\n",
            "Content-Length: 99999999\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Expect: 100-continue\r\n",
            "Connection: close\r\n",
            "Host: kept\r\n",
            "Range: bytes=0-0\r\n",
            "HTTP/1.0",
            "HTTP/2.0",
            "GET ",
            "DELETE ",
            "?versionId=",
            "&X-Amz-Signature=",
            "0\r\n\r\n",
            "\r\n\t",
            "%00");

    @Test
    void doesNoHarm(@TempDir Path directory) throws Exception {
        try (Gateway gateway = ServeCommand.in(directory)
                        .onTestCassandra(SharedGateway.freshKeyspaces())
                        .start();
                S3Client s3 = Sdk.client(gateway)) {
            s3.createBucket(request -> request.bucket(BUCKET));
            s3.putObject(request -> request.bucket(BUCKET).key("key"), RequestBody.fromBytes(BODY));
            List<byte[]> seeds = seeds(gateway);
            Set<Integer> statuses = new ConcurrentSkipListSet<>();
            send(gateway, seeds, REQUESTS / 4, statuses);
            long before = usedHeap(gateway);
            send(gateway, seeds, REQUESTS, statuses);

            assertThat(statuses).contains(400, 403);
            assertThat(statuses).allMatch(status -> status < 500 || REFUSED_AS_UNKNOWN.contains(status));
            assertThat(usedHeap(gateway) - before).isLessThan(HEAP_GROWTH);
            assertThat(gateway.get("/-/health")).isNotBlank();
            assertThat(s3.listBuckets().buckets()).hasSize(1);
            assertThat(s3.listObjectVersions(request -> request.bucket(BUCKET)).versions())
                    .hasSize(1);
            assertThat(s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("key"))
                            .asByteArray())
                    .isEqualTo(BODY);
        }
    }

    /** Requests that change nothing, even as they are; their signatures cover all that could make them others. */
    private static List<byte[]> seeds(Gateway gateway) throws IOException {
        String length = Integer.toString(BODY.length);
        try (RawClient raw = RawClient.connect(gateway)) {
            List<SignedRequest> requests = List.of(
                    raw.sign("GET", "/kept/key", SigV4Signer.EMPTY_PAYLOAD, Map.of()),
                    raw.sign("GET", "/kept?list-type=2&prefix=k", SigV4Signer.EMPTY_PAYLOAD, Map.of()),
                    raw.sign("DELETE", "/kept/absent", SigV4Signer.EMPTY_PAYLOAD, Map.of()),
                    raw.sign(
                            "PUT",
                            "/kept/key",
                            SigV4Signer.UNSIGNED_PAYLOAD,
                            Map.of("content-length", length, "if-none-match", "*")),
                    raw.sign(
                            "PUT",
                            "/kept/key",
                            SigV4Signer.STREAMING_SIGNED,
                            Map.of("content-length", length, "x-amz-decoded-content-length", "1", "if-match", "x")));
            List<byte[]> seeds = new ArrayList<>();
            for (SignedRequest request : requests) {
                byte[] head = RawClient.head(request);
                boolean hasBody = request.method().equals("PUT");
                seeds.add(ByteBuffer.allocate(head.length + (hasBody ? BODY.length : 0))
                        .put(head)
                        .put(BODY, 0, hasBody ? BODY.length : 0)
                        .array());
            }
            return seeds;
        }
    }

    private static void send(Gateway gateway, List<byte[]> seeds, int requests, Set<Integer> statuses)
            throws InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        List<Thread> clients = new ArrayList<>();
        for (int client = 0; client < CONNECTIONS; client++) {
            clients.add(Thread.ofVirtual().start(() -> {
                Mutator mutator = new Mutator(new SplittableRandom(), seeds, WORDS);
                try {
                    for (int i = 0; i < requests / CONNECTIONS; i++) {
                        exchange(gateway, mutator.next(), statuses);
                    }
                } catch (IOException | RuntimeException e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            }));
        }
        for (Thread client : clients) {
            client.join();
        }
        assertThat(failures).isEmpty();
    }

    /** Sends all of it, and reads all answers that come. */
    private static void exchange(Gateway gateway, byte[] input, Set<Integer> statuses) throws IOException {
        try (RawClient raw = RawClient.connect(gateway)) {
            raw.send(input).finish();
            while (true) {
                statuses.add(raw.answer().status());
            }
        } catch (EOFException | SocketException e) {
            // The end, in order or because the server did not want to hear more.
        }
    }

    /** After a collection. */
    private static long usedHeap(Gateway gateway) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process collection = new ProcessBuilder(jcmd.toString(), Long.toString(gateway.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(collection.waitFor()).isZero();
        return gateway.get("/-/metrics")
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
