package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.auth.SigV4Signer;
import io.casgate.it.client.Sums;
import io.casgate.it.client.Wire;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** STREAMING-UNSIGNED-PAYLOAD-TRAILER is no hash to compare the body with, and its length is that of the framing. */
class P02UnsignedPayloadTrailerTest extends ProblemTest {
    private static final byte[] BODY = random(100_000, 2);

    @Test
    void problem02_unsignedTrailerWithContentLength() {
        s3.put("k")
                .framed(BODY, "x-amz-checksum-crc32", Sums.crc32(BODY))
                .header("content-encoding", "aws-chunked")
                .expect(200);
        assertStored();
    }

    @Test
    void problem02_unsignedTrailerInsideTransferEncodingChunked() {
        byte[] framed = Wire.frame(BODY, "x-amz-checksum-crc32:" + Sums.crc32(BODY) + "\r\n");
        s3.put("k")
                .header("transfer-encoding", "chunked")
                .header("x-amz-decoded-content-length", Integer.toString(BODY.length))
                .header("x-amz-trailer", "x-amz-checksum-crc32")
                .payload(SigV4Signer.STREAMING_UNSIGNED_TRAILER)
                .body(Wire.frame(framed, ""))
                .expect(200);
        assertStored();
    }

    private void assertStored() {
        assertThat(s3.get("k").expect(200).body()).isEqualTo(new String(BODY, StandardCharsets.ISO_8859_1));
    }
}
