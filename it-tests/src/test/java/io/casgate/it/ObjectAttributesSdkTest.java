package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.SharedGateway;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The AWS SDK for Java v2 asks for the attributes of objects. */
@ExtendWith(SharedGateway.class)
class ObjectAttributesSdkTest {
    private static final int PART = 5 << 20;

    private S3Client s3;
    private String bucket;

    @BeforeEach
    void createBucket(Gateway gateway) {
        s3 = Sdk.client(gateway);
        bucket = Buckets.freshName("attributes");
        s3.createBucket(request -> request.bucket(bucket));
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private GetObjectAttributesResponse attributes(int after, int max) {
        return s3.getObjectAttributes(request -> request.bucket(bucket)
                .key("k")
                .objectAttributes(ObjectAttributes.knownValues())
                .partNumberMarker(after)
                .maxParts(max));
    }

    @Test
    void ofAnObject() {
        String etag = s3.putObject(
                        request -> request.bucket(bucket).key("k").checksumAlgorithm(ChecksumAlgorithm.SHA256),
                        RequestBody.fromString("hello"))
                .eTag();
        GetObjectAttributesResponse told = attributes(0, 1000);
        assertThat('"' + told.eTag() + '"').isEqualTo(etag);
        assertThat(told.objectSize()).isEqualTo(5);
        assertThat(told.storageClassAsString()).isEqualTo("STANDARD");
        assertThat(told.checksum().checksumSHA256()).isEqualTo("LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=");
        assertThat(told.objectParts()).isNull();
        assertThat(told.lastModified())
                .isEqualTo(s3.headObject(request -> request.bucket(bucket).key("k"))
                        .lastModified());
    }

    @Test
    void ofAnObjectInParts() {
        String upload = s3.createMultipartUpload(
                        request -> request.bucket(bucket).key("k").checksumAlgorithm(ChecksumAlgorithm.CRC32))
                .uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            parts.add(upload(upload, number, number < 3 ? PART : 1));
        }
        String composite = s3.completeMultipartUpload(request -> request.bucket(bucket)
                        .key("k")
                        .uploadId(upload)
                        .multipartUpload(completed -> completed.parts(parts)))
                .checksumCRC32();
        GetObjectAttributesResponse told = attributes(1, 1);
        assertThat(told.checksum().checksumCRC32() + "-3").isEqualTo(composite);
        assertThat(told.checksum().checksumTypeAsString()).isEqualTo("COMPOSITE");
        assertThat(told.objectParts().totalPartsCount()).isEqualTo(3);
        assertThat(told.objectParts().isTruncated()).isTrue();
        assertThat(told.objectParts().nextPartNumberMarker()).isEqualTo(2);
        ObjectPart second = told.objectParts().parts().getFirst();
        assertThat(second.partNumber()).isEqualTo(2);
        assertThat(second.size()).isEqualTo(PART);
    }

    private CompletedPart upload(String upload, int number, int size) {
        byte[] body = new byte[size];
        body[0] = (byte) number;
        UploadPartResponse part = s3.uploadPart(
                request -> request.bucket(bucket)
                        .key("k")
                        .uploadId(upload)
                        .partNumber(number)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                RequestBody.fromBytes(body));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(part.eTag())
                .checksumCRC32(part.checksumCRC32())
                .build();
    }
}
