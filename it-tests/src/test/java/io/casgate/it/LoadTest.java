package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.CommandLine;
import io.casgate.it.client.CommandLines;
import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.SharedGateway;
import io.casgate.it.tree.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Much at once: a file of 1 GiB, and 64 streams, through a gateway with a heap of 512 MiB. */
@ExtendWith(SharedGateway.class)
class LoadTest {
    private static final int STREAMS = 64;
    private static final int OBJECTS_PER_STREAM = 3;

    @TempDir
    private Path directory;

    @Test
    void aFileOfOneGibibyteComesBack(Gateway gateway) throws IOException {
        CommandLine aws = CommandLines.aws(gateway, directory);
        String url = "s3://" + Buckets.freshName("gib") + "/one-gib";
        aws.run("s3", "mb", url.substring(0, url.lastIndexOf('/')));
        Path file = directory.resolve("one-gib");
        Trees.writeFile(file, 1L << 30, 1);

        aws.run("s3", "cp", "--no-progress", file.toString(), url);
        Path restored = directory.resolve("restored");
        aws.run("s3", "cp", "--no-progress", url, restored.toString());
        assertThat(Files.mismatch(file, restored)).isEqualTo(-1);
    }

    @Test
    void sixtyFourStreamsAtOnce(Gateway gateway) throws InterruptedException, ExecutionException {
        String bucket = Buckets.freshName("streams");
        try (S3Client s3 = Sdk.client(gateway);
                ExecutorService streams = Executors.newVirtualThreadPerTaskExecutor()) {
            s3.createBucket(request -> request.bucket(bucket));
            List<Future<?>> running = new ArrayList<>();
            for (int stream = 0; stream < STREAMS; stream++) {
                int seed = stream;
                running.add(streams.submit(() -> putAndGet(s3, bucket, seed)));
            }
            for (Future<?> stream : running) {
                stream.get();
            }
            assertThat(s3.listObjectsV2(request -> request.bucket(bucket)).keyCount())
                    .isEqualTo(STREAMS * OBJECTS_PER_STREAM);
        }
    }

    private static void putAndGet(S3Client s3, String bucket, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < OBJECTS_PER_STREAM; i++) {
            String key = seed + "/" + i;
            byte[] body = new byte[random.nextInt(4 << 20)];
            random.nextBytes(body);
            s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(body));
            assertThat(s3.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                            .asByteArray())
                    .isEqualTo(body);
        }
    }
}
