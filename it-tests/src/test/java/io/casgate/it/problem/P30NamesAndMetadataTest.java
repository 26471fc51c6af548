package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.auth.SignedRequest;
import io.casgate.it.client.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unicode in metadata is kept, bucket names that AWS reserves are refused, and so are empty parts in the middle. */
class P30NamesAndMetadataTest extends ProblemTest {
    @Test
    void problem30_unicodeMetadataComesBackInEncodedWords() {
        assertKept(SignedRequest.octets("Grüße, 日本語"), "=?UTF-8?B?R3LDvMOfZSwg5pel5pys6Kqe?=");
        assertKept(SignedRequest.octets("日本語"), "=?UTF-8?B?5pel5pys6Kqe?=");
        assertKept("=?UTF-8?B?R3LDvMOfZQ==?=", "=?UTF-8?B?R3LDvMOfZQ==?=");
        assertKept("Gr%C3%BC%C3%9Fe", "Gr%C3%BC%C3%9Fe");
    }

    private void assertKept(String sent, String told) {
        s3.put("k").header("x-amz-meta-greeting", sent).body("x").expect(200);
        assertThat(s3.head("k").expect(200).headers()).containsEntry("x-amz-meta-greeting", told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xn--bucket",
                "sthree-bucket",
                "amzn-s3-demo-bucket",
                "bucket-s3alias",
                "bucket--ol-s3",
                "bucket--x-s3",
                "bucket.mrap",
                "192.168.5.4",
                "Bucket",
                "a_b",
                "ab",
                "a..b",
                "-ab",
                "ab-"
            })
    void problem30_reservedBucketNamesAreRefused(String name) {
        try (Wire other = Wire.connect(gateway, name)) {
            other.put("").refused(400, "InvalidBucketName");
        }
    }

    @Test
    void problem30_smallPartsAreTheLast() {
        String upload = create("k");
        String[] etags = {uploadPart("k", upload, 1, new byte[0]), uploadPart("k", upload, 2, new byte[1])};
        s3.post("k?uploadId=" + upload).body(completion(etags)).refused(400, "EntityTooSmall");
        s3.get("k").refused(404, "NoSuchKey");
    }

    @Test
    void problem30_partsComeInOrderAndExist() {
        String upload = create("k");
        String etag = uploadPart("k", upload, 1, new byte[1]);
        s3.post("k?uploadId=" + upload).body(completion(etag, etag)).refused(400, "InvalidPart");
        s3.post("k?uploadId=" + upload).body(completion()).refused(400, "MalformedXML");
        complete("k", upload, etag);
    }
}
