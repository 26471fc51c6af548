package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.Sums;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The framing of aws-chunked is found by x-amz-content-sha256 alone, and is never stored. */
class P03FramingStoredAsDataTest extends ProblemTest {
    @Test
    void problem03_framingIsRemovedWithoutContentEncoding() {
        byte[] body = Sums.CHECK_INPUT;
        s3.put("k").framed(body, "x-amz-checksum-crc32", Sums.crc32(body)).expect(200);
        assertThat(s3.head("k").expect(200).headers()).containsEntry("content-length", "9");
        assertThat(s3.get("k").expect(200).body()).isEqualTo("123456789");
    }

    @Test
    void problem03_contentEncodingAloneIsNoFraming() {
        String looksFramed = "3\r\nabc\r\n0\r\n\r\n";
        s3.put("k").header("content-encoding", "aws-chunked").body(looksFramed).expect(200);
        assertThat(s3.get("k").expect(200).body()).isEqualTo(looksFramed);
    }

    @Test
    void problem03_framingOfPartsIsRemoved() {
        byte[] body = random(70_000, 3);
        String upload = create("k");
        String etag = etag(s3.put("k?partNumber=1&uploadId=" + upload)
                .framed(body, "x-amz-checksum-crc32", Sums.crc32(body))
                .expect(200));
        assertThat(etag).isEqualTo('"' + Sums.md5Hex(body) + '"');
        complete("k", upload, etag);
        assertThat(s3.get("k").expect(200).body()).isEqualTo(new String(body, StandardCharsets.ISO_8859_1));
    }
}
