package io.casgate.gateway.s3.operation.multipart;

import static io.casgate.gateway.s3.Bodies.utf8;

import io.casgate.dedup.SampleBytes;
import io.casgate.gateway.s3.OneBucket;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World.Answer;

/** Tests that make {@code /bucket/key} of parts. */
abstract class InParts extends OneBucket {
    static final byte[] PART_1 = SampleBytes.random(11, 5 * MIB);
    static final byte[] PART_2 = SampleBytes.random(12, 70_000);

    String begin(S3Requests request) {
        return s3.send(request).xml("InitiateMultipartUploadResult").requiredText("UploadId");
    }

    String begin() {
        return begin(S3Requests.of("POST", "/bucket/key?uploads"));
    }

    Answer upload(String id, int number, byte[] body) {
        return put("/bucket/key?uploadId=" + id + "&partNumber=" + number, body);
    }

    static String part(int number, String etag) {
        return "<Part><PartNumber>" + number + "</PartNumber><ETag>" + etag + "</ETag></Part>";
    }

    Answer complete(String id, String... parts) {
        return s3.send(completion(id, parts));
    }

    static S3Requests completion(String id, String... parts) {
        return S3Requests.of("POST", "/bucket/key?uploadId=" + id)
                .body(utf8("<CompleteMultipartUpload>" + String.join("", parts) + "</CompleteMultipartUpload>"));
    }
}
