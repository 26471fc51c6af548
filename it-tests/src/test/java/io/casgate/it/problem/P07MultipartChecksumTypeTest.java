package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.RawClient.Answer;
import io.casgate.it.client.Sums;
import io.casgate.it.client.Wire;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which checksums an object of parts has: COMPOSITE ones end in the number of parts, FULL_OBJECT ones do not. */
class P07MultipartChecksumTypeTest extends ProblemTest {
    private static final String CRC32 = "x-amz-checksum-crc32";
    private static final byte[] FIRST = random(PART, 71);
    private static final byte[] SECOND = random(1000, 72);

    @Test
    void problem07_crc32IsCompositeUnlessAskedOtherwise() {
        String upload = create("k", "x-amz-checksum-algorithm", "CRC32");
        Answer completed = complete(upload).expect(200);
        String composite = Sums.crc32(concatenated(
                        Base64.getDecoder().decode(Sums.crc32(FIRST)),
                        Base64.getDecoder().decode(Sums.crc32(SECOND))))
                + "-2";
        assertThat(completed.element("ChecksumType")).isEqualTo("COMPOSITE");
        assertThat(completed.element("ChecksumCRC32")).isEqualTo(composite);
        assertThat(s3.head("k")
                        .header("x-amz-checksum-mode", "ENABLED")
                        .expect(200)
                        .headers())
                .containsEntry(CRC32, composite)
                .containsEntry("x-amz-checksum-type", "COMPOSITE");
    }

    @Test
    void problem07_fullObjectCrc32IsTheOneOfTheWholeObject() {
        String upload = create("k", "x-amz-checksum-algorithm", "CRC32", "x-amz-checksum-type", "FULL_OBJECT");
        String whole = Sums.crc32(concatenated(FIRST, SECOND));
        complete(upload).header(CRC32, "AAAAAA==").refused(400, "BadDigest");
        s3.get("k").refused(404, "NoSuchKey");

        Answer completed = complete(upload).header(CRC32, whole).expect(200);
        assertThat(completed.element("ChecksumType")).isEqualTo("FULL_OBJECT");
        assertThat(completed.element("ChecksumCRC32")).isEqualTo(whole);
    }

    /** Whoever reads part by part can verify each, whatever the type of the whole's checksum. */
    @ParameterizedTest
    @ValueSource(strings = {"COMPOSITE", "FULL_OBJECT"})
    void problem07_aPartComesWithItsOwn(String type) {
        complete(create("k", "x-amz-checksum-algorithm", "CRC32", "x-amz-checksum-type", type))
                .expect(200);
        for (int number : List.of(1, 2)) {
            assertThat(s3.get("k?partNumber=" + number)
                            .header("x-amz-checksum-mode", "ENABLED")
                            .expect(206)
                            .headers())
                    .containsEntry(CRC32, Sums.crc32(number == 1 ? FIRST : SECOND))
                    .containsEntry("x-amz-checksum-type", type);
        }
    }

    @Test
    void problem07_someAlgorithmsHaveOneTypeOnly() {
        Answer created = s3.post("k?uploads")
                .header("x-amz-checksum-algorithm", "CRC64NVME")
                .expect(200);
        assertThat(created.headers()).containsEntry("x-amz-checksum-type", "FULL_OBJECT");
        s3.post("k?uploads")
                .header("x-amz-checksum-algorithm", "CRC64NVME")
                .header("x-amz-checksum-type", "COMPOSITE")
                .refused(400, "InvalidRequest");
        s3.post("k?uploads")
                .header("x-amz-checksum-algorithm", "SHA256")
                .header("x-amz-checksum-type", "FULL_OBJECT")
                .refused(400, "InvalidRequest");
    }

    @Test
    void problem07_anotherTypeThanTheUploadsIsRefused() {
        String upload = create("k", "x-amz-checksum-algorithm", "CRC32");
        complete(upload).header("x-amz-checksum-type", "FULL_OBJECT").refused(400, "InvalidRequest");
        s3.get("k").refused(404, "NoSuchKey");
    }

    @Test
    void problem07_compositeUploadsWantEveryPartsChecksum() {
        String upload = create("k", "x-amz-checksum-algorithm", "CRC32");
        String etag = uploadPart("k", upload, 1, SECOND);
        s3.post("k?uploadId=" + upload).body(completion(etag)).refused(400, "InvalidRequest");
        s3.get("k").refused(404, "NoSuchKey");
    }

    /** Uploads both parts; what remains is to ask for the object. */
    private Wire.Request complete(String upload) {
        String parts = part(upload, 1, FIRST) + part(upload, 2, SECOND);
        return s3.post("k?uploadId=" + upload).body("<CompleteMultipartUpload>" + parts + "</CompleteMultipartUpload>");
    }

    private String part(String upload, int number, byte[] body) {
        String sum = Sums.crc32(body);
        String etag = etag(s3.put("k?partNumber=" + number + "&uploadId=" + upload)
                .header(CRC32, sum)
                .body(body)
                .expect(200));
        return "<Part><PartNumber>%d</PartNumber><ETag>%s</ETag><ChecksumCRC32>%s</ChecksumCRC32></Part>"
                .formatted(number, etag, sum);
    }
}
