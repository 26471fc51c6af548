package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.Part;

/** A client whose multipart upload a crash interrupts, and which goes on with it afterwards. */
final class InterruptedUpload {
    private static final int PARTS = 5;
    private static final int PART_SIZE = 5 << 20;
    private static final String KEY = "in-parts";

    private final String bucket;
    private final String uploadId;
    private final Map<Integer, String> acknowledged = new TreeMap<>();
    private final Thread thread;
    private volatile boolean stopping;

    private InterruptedUpload(Gateway gateway, String bucket) {
        this.bucket = bucket;
        try (S3Client s3 = Sdk.client(gateway)) {
            uploadId = s3.createMultipartUpload(
                            request -> request.bucket(bucket).key(KEY))
                    .uploadId();
            upload(s3, 1);
        }
        thread = Thread.ofVirtual().unstarted(() -> uploadAll(gateway));
    }

    /** Uploads the first part, and goes on with the others, again and again, until that fails. */
    static InterruptedUpload begin(Gateway gateway, String bucket) {
        InterruptedUpload upload = new InterruptedUpload(gateway, bucket);
        upload.thread.start();
        return upload;
    }

    /** Waits until no part is sent any more. */
    void stop() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Checks what is there, uploads what is missing, and completes. */
    void resume(S3Client s3) {
        assertThatThrownBy(() -> s3.headObject(request -> request.bucket(bucket).key(KEY)))
                .isInstanceOf(NoSuchKeyException.class);
        Map<Integer, String> listed = listParts(s3);
        assertThat(listed).as("parts that were acknowledged").containsAllEntriesOf(acknowledged);

        acknowledged.putAll(listed);
        IntStream.rangeClosed(1, PARTS)
                .filter(part -> !acknowledged.containsKey(part))
                .forEach(part -> upload(s3, part));
        complete(s3);
        assertThat(s3.getObjectAsBytes(request -> request.bucket(bucket).key(KEY))
                        .asByteArray())
                .isEqualTo(content());
    }

    private void uploadAll(Gateway gateway) {
        try (S3Client s3 = Sdk.client(gateway)) {
            for (int part = 1; !stopping; part = part % PARTS + 1) {
                upload(s3, part);
            }
        } catch (SdkException e) {
            // The crash that this is about.
        }
    }

    private void upload(S3Client s3, int part) {
        String etag = s3.uploadPart(
                        request -> request.bucket(bucket)
                                .key(KEY)
                                .uploadId(uploadId)
                                .partNumber(part),
                        RequestBody.fromBytes(content(part)))
                .eTag();
        acknowledged.put(part, etag);
    }

    private Map<Integer, String> listParts(S3Client s3) {
        return s3.listParts(request -> request.bucket(bucket).key(KEY).uploadId(uploadId)).parts().stream()
                .collect(Collectors.toMap(Part::partNumber, Part::eTag));
    }

    private void complete(S3Client s3) {
        var parts = acknowledged.entrySet().stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.getKey())
                        .eTag(part.getValue())
                        .build())
                .toList();
        s3.completeMultipartUpload(
                request -> request.bucket(bucket).key(KEY).uploadId(uploadId).multipartUpload(it -> it.parts(parts)));
    }

    private static byte[] content() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        IntStream.rangeClosed(1, PARTS).forEach(part -> all.writeBytes(content(part)));
        return all.toByteArray();
    }

    private static byte[] content(int part) {
        byte[] content = new byte[PART_SIZE];
        new SplittableRandom(part).nextBytes(content);
        return content;
    }
}
