package io.casgate.it.problem;

import io.casgate.it.Buckets;
import io.casgate.it.client.RawClient.Answer;
import io.casgate.it.client.Wire;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.SharedGateway;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A bucket of its own for each test, and a connection to it. */
@ExtendWith(SharedGateway.class)
abstract class ProblemTest {
    /** The smallest part that is not the last. */
    static final int PART = 5 << 20;

    Gateway gateway;
    String bucket;
    Wire s3;

    @BeforeEach
    void connect(Gateway shared) {
        gateway = shared;
        bucket = Buckets.freshName("problem");
        s3 = Wire.connect(gateway, bucket);
        s3.put("").expect(200);
    }

    @AfterEach
    void disconnect() {
        s3.close();
    }

    void enableVersioning() {
        s3.put("?versioning")
                .document("<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")
                .expect(200);
    }

    /** Begins a multipart upload; returns its id. */
    String create(String key, String... headers) {
        Wire.Request request = s3.post(key + "?uploads");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.expect(200).element("UploadId");
    }

    /** Uploads a part; returns its ETag with quotes. */
    String uploadPart(String key, String upload, int number, byte[] body) {
        return etag(s3.put(key + "?partNumber=" + number + "&uploadId=" + upload)
                .body(body)
                .expect(200));
    }

    /** Makes an object of parts 1, 2, and so on. */
    Answer complete(String key, String upload, String... etags) {
        return s3.post(key + "?uploadId=" + upload).body(completion(etags)).expect(200);
    }

    static String completion(String... etags) {
        return IntStream.range(0, etags.length)
                .mapToObj(i -> "<Part><PartNumber>" + (i + 1) + "</PartNumber><ETag>" + etags[i] + "</ETag></Part>")
                .collect(Collectors.joining("", "<CompleteMultipartUpload>", "</CompleteMultipartUpload>"));
    }

    static String etag(Answer answer) {
        String etag = answer.header("etag");
        if (etag == null) {
            throw new AssertionError("No ETag in " + answer);
        }
        return etag;
    }

    static byte[] concatenated(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }
}
