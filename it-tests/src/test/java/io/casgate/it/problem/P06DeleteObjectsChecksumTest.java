package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.Sums;
import io.casgate.it.client.Wire;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DeleteObjects wants its document vouched for, by Content-MD5 or by any checksum. */
class P06DeleteObjectsChecksumTest extends ProblemTest {
    private static final String DOCUMENT = "<Delete><Object><Key>k</Key></Object></Delete>";
    private static final byte[] BYTES = DOCUMENT.getBytes(StandardCharsets.UTF_8);

    @BeforeEach
    void put() {
        s3.put("k").body("here").expect(200);
    }

    @Test
    void problem06_contentMd5IsEnough() {
        assertDeletes(s3.post("?delete").header("content-md5", Sums.md5(BYTES)));
    }

    @Test
    void problem06_crc32IsEnough() {
        assertDeletes(s3.post("?delete")
                .header("x-amz-sdk-checksum-algorithm", "CRC32")
                .header("x-amz-checksum-crc32", Sums.crc32(BYTES)));
    }

    @Test
    void problem06_sha256IsEnough() {
        assertDeletes(s3.post("?delete").header("x-amz-checksum-sha256", Sums.sha256(BYTES)));
    }

    @Test
    void problem06_nothingIsNotEnough() {
        s3.post("?delete").body(DOCUMENT).refused(400, "InvalidRequest");
        s3.get("k").expect(200);
    }

    @Test
    void problem06_wrongChecksumsDeleteNothing() {
        s3.post("?delete")
                .header("content-md5", Sums.md5(new byte[0]))
                .body(DOCUMENT)
                .refused(400, "BadDigest");
        s3.post("?delete")
                .header("x-amz-checksum-crc32", "AAAAAA==")
                .body(DOCUMENT)
                .refused(400, "BadDigest");
        s3.get("k").expect(200);
    }

    private void assertDeletes(Wire.Request delete) {
        assertThat(delete.body(DOCUMENT).expect(200).element("Key")).isEqualTo("k");
        s3.get("k").refused(404, "NoSuchKey");
    }
}
