package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A client that reads some megabytes per second of an object that is larger than all buffers on the way. */
final class SlowDownload {
    private static final String KEY = "read-slowly";
    private static final int SIZE = 64 << 20;
    private static final int STEP = 64 << 10;

    private final CompletableFuture<byte[]> received;
    private volatile boolean hurrying;

    /** Stores the object and begins to read it. */
    SlowDownload(Gateway gateway, String bucket) {
        try (S3Client s3 = Sdk.client(gateway)) {
            s3.putObject(request -> request.bucket(bucket).key(KEY), RequestBody.fromBytes(content()));
        }
        received = CompletableFuture.supplyAsync(() -> read(gateway, bucket), Thread::startVirtualThread);
    }

    /** Reads the rest without pauses, and checks that what came is what was stored. */
    void finish() {
        assertThat(received).as("a download in progress").isNotDone();
        hurrying = true;
        assertThat(received.join()).isEqualTo(content());
    }

    private byte[] read(Gateway gateway, String bucket) {
        try (S3Client s3 = Sdk.client(gateway);
                InputStream body =
                        s3.getObject(request -> request.bucket(bucket).key(KEY))) {
            byte[] bytes = new byte[SIZE];
            int length = 0;
            for (int read; (read = body.readNBytes(bytes, length, Math.min(STEP, SIZE - length))) > 0; ) {
                length += read;
                if (!hurrying) {
                    Pause.of(Duration.ofMillis(20));
                }
            }
            return bytes;
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static byte[] content() {
        byte[] content = new byte[SIZE];
        new SplittableRandom(SIZE).nextBytes(content);
        return content;
    }
}
