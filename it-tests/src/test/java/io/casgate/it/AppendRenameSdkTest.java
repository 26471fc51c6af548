package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.SharedGateway;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.InvalidWriteOffsetException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** The AWS SDK for Java v2 appends to objects, and renames them. */
@ExtendWith(SharedGateway.class)
class AppendRenameSdkTest {
    private static final byte[] PIECE = "0123456789".repeat(10_000).getBytes(StandardCharsets.US_ASCII);

    private S3Client s3;
    private String bucket;

    @BeforeEach
    void createBucket(Gateway gateway) {
        s3 = Sdk.client(gateway);
        bucket = Buckets.freshName("append");
        s3.createBucket(request -> request.bucket(bucket));
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private PutObjectResponse append(long offset, byte[] body) {
        return s3.putObject(
                request -> request.bucket(bucket).key("log").writeOffsetBytes(offset), RequestBody.fromBytes(body));
    }

    private String get(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asUtf8String();
    }

    private String get(String key, String version) {
        return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key).versionId(version))
                .asUtf8String();
    }

    @Test
    void aLogGrows() {
        for (int i = 0; i < 20; i++) {
            assertThat(append((long) i * PIECE.length, PIECE).size()).isEqualTo((i + 1L) * PIECE.length);
        }
        assertThat(get("log")).isEqualTo("0123456789".repeat(200_000));
        HeadObjectResponse last =
                s3.headObject(request -> request.bucket(bucket).key("log").partNumber(20));
        assertThat(last.partsCount()).isEqualTo(20);
        assertThat(last.contentLength()).isEqualTo(PIECE.length);
        assertThatThrownBy(() -> append(PIECE.length, PIECE)).isInstanceOf(InvalidWriteOffsetException.class);
    }

    /** All begin at once, and each tries again at the end that it finds: every piece is there once. */
    @Test
    void nothingIsLostInARace() {
        int writers = 4;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < writers; i++) {
                String piece = "<" + i + ">";
                threads.execute(() -> appendSomewhere(piece));
            }
        }
        assertThat(get("log")).hasSize(3 * writers).contains("<0>", "<1>", "<2>", "<3>");
    }

    private void appendSomewhere(String piece) {
        long offset = 0;
        while (!isAppended(offset, piece)) {
            offset += piece.length();
        }
    }

    private boolean isAppended(long offset, String piece) {
        try {
            append(offset, piece.getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (InvalidWriteOffsetException e) {
            return false;
        }
    }

    @Test
    void anObjectIsRenamed() {
        append(0, PIECE);
        s3.renameObject(request -> request.bucket(bucket).key("a/new log").renameSource("log"));
        assertThat(get("a/new log")).isEqualTo("0123456789".repeat(10_000));
        assertThatThrownBy(() -> get("log")).isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> s3.renameObject(
                        request -> request.bucket(bucket).key("other").renameSource("log")))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void versionsStay() {
        s3.putBucketVersioning(request -> request.bucket(bucket)
                .versioningConfiguration(configuration -> configuration.status(BucketVersioningStatus.ENABLED)));
        String first = append(0, PIECE).versionId();
        String second = append(PIECE.length, PIECE).versionId();
        s3.renameObject(request -> request.bucket(bucket).key("new").renameSource("log"));
        assertThat(get("log", first)).hasSize(PIECE.length);
        assertThat(get("log", second)).hasSize(2 * PIECE.length);
        assertThat(get("new")).hasSize(2 * PIECE.length);
        s3.deleteObject(request -> request.bucket(bucket).key("log").versionId(first));
        assertThat(get("log", second)).isEqualTo("0123456789".repeat(20_000));
    }
}
