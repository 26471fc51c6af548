package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.RawClient.Answer;
import io.casgate.it.client.Sums;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checksums that clients send by themselves since 2025, in a header or in a trailer. */
class P01DefaultChecksumsTest extends ProblemTest {
    private static final byte[] BODY = Sums.CHECK_INPUT;

    @ParameterizedTest
    @CsvSource({"CRC32, x-amz-checksum-crc32, y/Q5Jg==", "CRC64NVME, x-amz-checksum-crc64nvme, rosUhgp5mIg="})
    void problem01_defaultChecksumInAHeaderIsKept(String algorithm, String header, String sum) {
        s3.put("k")
                .header("x-amz-sdk-checksum-algorithm", algorithm)
                .header(header, sum)
                .body(BODY)
                .expect(200);
        assertKept(header, sum);
    }

    @ParameterizedTest
    @CsvSource({"CRC32, x-amz-checksum-crc32, y/Q5Jg==", "CRC64NVME, x-amz-checksum-crc64nvme, rosUhgp5mIg="})
    void problem01_defaultChecksumInATrailerIsKept(String algorithm, String header, String sum) {
        s3.put("k")
                .header("x-amz-sdk-checksum-algorithm", algorithm)
                .framed(BODY, header, sum)
                .expect(200);
        assertKept(header, sum);
    }

    @Test
    void problem01_wrongChecksumsStoreNothing() {
        String wrong = "AAAAAA==";
        s3.put("k").header("x-amz-checksum-crc32", wrong).body(BODY).refused(400, "BadDigest");
        s3.put("k").framed(BODY, "x-amz-checksum-crc32", wrong).refused(400, "BadDigest");
        s3.get("k").refused(404, "NoSuchKey");
    }

    private void assertKept(String header, String sum) {
        Answer asked = s3.get("k").header("x-amz-checksum-mode", "ENABLED").expect(200);
        assertThat(asked.headers()).containsEntry(header, sum).containsEntry("x-amz-checksum-type", "FULL_OBJECT");
        assertThat(asked.body()).isEqualTo("123456789");
        assertThat(s3.get("k").expect(200).headers()).doesNotContainKey(header);
    }
}
