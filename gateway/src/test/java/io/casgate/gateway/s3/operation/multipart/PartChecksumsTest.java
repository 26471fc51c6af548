package io.casgate.gateway.s3.operation.multipart;

import static io.casgate.gateway.s3.Bodies.checksum;
import static io.casgate.gateway.s3.Bodies.joined;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.xml.XmlElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartChecksumsTest extends InParts {
    @ParameterizedTest
    @CsvSource({
        "CRC32, COMPOSITE",
        "CRC32C, FULL_OBJECT",
        "CRC64NVME, FULL_OBJECT",
        "SHA256, COMPOSITE",
        "XXHASH3, COMPOSITE"
    })
    void checksumsObjectsOfParts(ChecksumAlgorithm algorithm, String type) {
        String id = begin(S3Requests.of("POST", "/bucket/key?uploads")
                .header("x-amz-checksum-algorithm", algorithm.name())
                .header("x-amz-checksum-type", type));
        Answer first = upload(id, 1, PART_1);
        Answer second = upload(id, 2, PART_2);
        assertThat(first.header(algorithm.headerName()))
                .isEqualTo(checksum(algorithm, PART_1).text());

        String[] named = {part(algorithm, 1, first), part(algorithm, 2, second)};
        String[] unnamed = {part(1, first.header("ETag")), part(2, second.header("ETag"))};
        boolean composite = type.equals("COMPOSITE");
        if (composite) {
            assertThat(complete(id, unnamed).errorCode()).isEqualTo("InvalidRequest");
        }
        assertThat(s3.send(completion(id, named).header("x-amz-checksum-type", composite ? "FULL_OBJECT" : "COMPOSITE"))
                        .errorCode())
                .isEqualTo("InvalidRequest");
        assertThat(s3.send(completion(id, named)
                                .header(
                                        algorithm.headerName(),
                                        checksum(algorithm, HELLO).text()))
                        .errorCode())
                .isEqualTo("BadDigest");

        String expected = composite
                ? checksum(
                                        algorithm,
                                        joined(
                                                checksum(algorithm, PART_1).bytes(),
                                                checksum(algorithm, PART_2).bytes()))
                                .text()
                        + "-2"
                : checksum(algorithm, joined(PART_1, PART_2)).text();
        XmlElement completed = s3.send(
                        completion(id, composite ? named : unnamed).header(algorithm.headerName(), expected))
                .xml("CompleteMultipartUploadResult");
        assertThat(completed.requiredText(algorithm.elementName())).isEqualTo(expected);
        assertThat(completed.requiredText("ChecksumType")).isEqualTo(type);
        Answer told = get("x-amz-checksum-mode", "ENABLED");
        assertThat(told.header(algorithm.headerName())).isEqualTo(expected);
        assertThat(told.header("x-amz-checksum-type")).isEqualTo(type);
    }

    private static String part(ChecksumAlgorithm algorithm, int number, Answer uploaded) {
        return part(number, uploaded.header("ETag"))
                .replace(
                        "</Part>",
                        "<" + algorithm.elementName() + ">" + uploaded.header(algorithm.headerName()) + "</"
                                + algorithm.elementName() + "></Part>");
    }

    @Test
    void verifiesTheChecksumOfAnObjectWhosePartsBroughtTheirs() {
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.CRC64NVME;
        String id = begin();
        String[] parts = {partWithItsChecksum(id, 1, PART_1), partWithItsChecksum(id, 2, PART_2)};
        String crc = checksum(algorithm, joined(PART_1, PART_2)).text();
        String wrong = checksum(algorithm, HELLO).text();
        assertThat(s3.send(completion(id, parts).header(algorithm.headerName(), wrong))
                        .errorCode())
                .isEqualTo("BadDigest");
        assertThat(s3.send(completion(id, parts).header("x-amz-checksum-type", "COMPOSITE"))
                        .errorCode())
                .isEqualTo("InvalidRequest");
        XmlElement completed = s3.send(completion(id, parts)
                        .header(algorithm.headerName(), crc)
                        .header("x-amz-checksum-type", "FULL_OBJECT"))
                .xml("CompleteMultipartUploadResult");
        assertThat(completed.requiredText("ChecksumCRC64NVME")).isEqualTo(crc);

        String other = begin();
        String etag = upload(other, 1, HELLO).header("ETag");
        assertThat(s3.send(completion(other, part(1, etag)).header(algorithm.headerName(), wrong))
                        .errorCode())
                .isEqualTo("InvalidRequest");
    }

    private String partWithItsChecksum(String id, int number, byte[] body) {
        Answer answer = s3.send(S3Requests.of("PUT", "/bucket/key?uploadId=" + id + "&partNumber=" + number)
                .header(
                        ChecksumAlgorithm.CRC64NVME.headerName(),
                        checksum(ChecksumAlgorithm.CRC64NVME, body).text())
                .body(body));
        return part(number, answer.header("ETag"));
    }

    @Test
    void wantsTheSameChecksumOfEveryPart() {
        String id = begin(S3Requests.of("POST", "/bucket/key?uploads").header("x-amz-checksum-algorithm", "CRC32"));
        assertRefusedUnread(
                "InvalidRequest",
                S3Requests.of("PUT", "/bucket/key?partNumber=1&uploadId=" + id)
                        .header(
                                "x-amz-checksum-sha1",
                                checksum(ChecksumAlgorithm.SHA1, HELLO).text()));
    }
}
