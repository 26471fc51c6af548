package io.casgate.gateway.s3.operation.multipart;

import static io.casgate.gateway.s3.Bodies.checksum;
import static io.casgate.gateway.s3.Bodies.joined;
import static io.casgate.gateway.s3.Bodies.md5;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.xml.XmlElement;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UploadPartCopyTest extends InParts {
    @Test
    void makesPartsOfObjects() {
        byte[] source = joined(PART_1, PART_2);
        put("/bucket/source", source);
        long stored = s3.ports().storedBytes();
        String id = begin();
        String first = copyPart(id, 1, "bytes=0-5242879").xml("CopyPartResult").requiredText("ETag");
        String second = copyPart(id, 2, "bytes=100-70099").xml("CopyPartResult").requiredText("ETag");
        assertThat(copyPart(id, 3, "bytes=0-" + source.length).errorCode()).isEqualTo("InvalidRange");
        assertThat(complete(id, part(1, first), part(2, second)).status()).isEqualTo(200);
        assertThat(s3.ports().storedBytes()).isEqualTo(stored);
        assertThat(send("GET", "/bucket/key").bytes())
                .isEqualTo(joined(PART_1, Arrays.copyOfRange(source, 100, 70_100)));
    }

    private Answer copyPart(String id, int number, String range) {
        return s3.send(S3Requests.copy("/bucket/key?uploadId=" + id + "&partNumber=" + number, "bucket/source")
                .header("x-amz-copy-source-range", range));
    }

    @Test
    void checksumsPartsThatAreCopied() {
        put("/bucket/source", PART_2);
        String id = begin(S3Requests.of("POST", "/bucket/key?uploads").header("x-amz-checksum-algorithm", "CRC32"));
        XmlElement part = copyPart(id, 1, "bytes=0-9").xml("CopyPartResult");
        byte[] copied = Arrays.copyOf(PART_2, 10);
        assertThat(part.requiredText("ETag")).isEqualTo('"' + md5(copied) + '"');
        assertThat(part.requiredText("ChecksumCRC32"))
                .isEqualTo(checksum(ChecksumAlgorithm.CRC32, copied).text());
    }
}
