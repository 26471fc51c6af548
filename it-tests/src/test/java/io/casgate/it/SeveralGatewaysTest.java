package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.SharedGateway;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Three gateways that start at the same moment where there is nothing yet, and then serve the same data. */
class SeveralGatewaysTest {
    private static final int GATEWAYS = 3;
    private static final int CLIENTS = 24;

    @TempDir
    private static Path directory;

    /** All that started, also when one does not. */
    private static final List<Gateway> STARTED = new CopyOnWriteArrayList<>();

    private static List<S3Client> clients = List.of();

    private final String bucket = Buckets.freshName("several");

    @BeforeAll
    static void startAtOnce() throws InterruptedException, ExecutionException {
        String keyspaces = SharedGateway.freshKeyspaces();
        all(GATEWAYS, i -> STARTED.add(SharedGateway.onTestCassandra(directory.resolve("gateway-" + i), keyspaces)));
        clients = STARTED.stream().map(Sdk::client).toList();
    }

    @AfterAll
    static void stop() {
        clients.forEach(S3Client::close);
        STARTED.forEach(Gateway::close);
    }

    @Test
    void exactlyOneOfManyCreatesAKey() throws InterruptedException, ExecutionException {
        clients.getFirst().createBucket(request -> request.bucket(bucket));
        List<Boolean> created = all(CLIENTS, client -> create("one", "body of " + client, client % GATEWAYS));
        assertThat(created).containsOnlyOnce(true);

        String expected = "body of " + created.indexOf(true);
        for (S3Client s3 : clients) {
            assertThat(s3.getObjectAsBytes(request -> request.bucket(bucket).key("one"))
                            .asUtf8String())
                    .isEqualTo(expected);
        }
    }

    @Test
    void whatOneAcknowledgedTheOthersListAtOnce() {
        clients.getFirst().createBucket(request -> request.bucket(bucket));
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 4 * GATEWAYS; i++) {
            String key = "key-%02d".formatted(i);
            keys.add(key);
            clients.get(i % GATEWAYS)
                    .putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(key));
            assertThat(listing((i + 1) % GATEWAYS)).isEqualTo(keys);
        }
        while (!keys.isEmpty()) {
            String key = keys.removeFirst();
            clients.get(keys.size() % GATEWAYS)
                    .deleteObject(request -> request.bucket(bucket).key(key));
            assertThat(listing((keys.size() + 1) % GATEWAYS)).isEqualTo(keys);
        }
    }

    private List<String> listing(int gateway) {
        return clients.get(gateway).listObjectsV2(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** Whether the key was created; refusals tell that it was there, or is being written. */
    private boolean create(String key, String body, int gateway) {
        try {
            clients.get(gateway)
                    .putObject(
                            request -> request.bucket(bucket).key(key).ifNoneMatch("*"), RequestBody.fromString(body));
            return true;
        } catch (S3Exception e) {
            assertThat(e.statusCode()).as(e.getMessage()).isIn(409, 412);
            return false;
        }
    }

    private interface Numbered<T> {
        T run(int number);
    }

    private static <T> List<T> all(int count, Numbered<T> task) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = IntStream.range(0, count)
                    .mapToObj(i -> threads.submit(() -> task.run(i)))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        }
    }
}
