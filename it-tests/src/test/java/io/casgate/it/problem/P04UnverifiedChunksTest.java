package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.auth.SigV4Signer;
import io.casgate.auth.SignedRequest;
import io.casgate.it.client.RawClient;
import io.casgate.it.client.RawClient.Answer;
import io.casgate.it.client.SignedChunks;
import io.casgate.it.client.Sums;
import io.casgate.it.client.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunk signatures and trailers are verified, and malformed framing is IncompleteBody. */
class P04UnverifiedChunksTest extends ProblemTest {
    private static final byte[] BODY = random(9_000, 4);

    @Test
    void problem04_forgedChunkSignatureIsRefused() throws IOException {
        SignedRequest put = s3.raw()
                .sign(
                        "PUT",
                        s3.target("k"),
                        SigV4Signer.STREAMING_SIGNED,
                        Map.of(
                                "x-amz-decoded-content-length",
                                Integer.toString(BODY.length),
                                "content-length",
                                Integer.toString(SignedChunks.framedLength(1, BODY.length))));
        s3.raw().send(put).send(RawClient.chunks(put).addForged(BODY).end());
        Answer answer = s3.raw().answer();
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.element("Code")).isEqualTo("SignatureDoesNotMatch");
        s3.get("k").refused(404, "NoSuchKey");
    }

    @Test
    void problem04_wrongTrailerIsRefused() {
        s3.put("k")
                .framed(BODY, "x-amz-checksum-sha256", Sums.sha256(new byte[0]))
                .refused(400, "BadDigest");
        s3.get("k").refused(404, "NoSuchKey");
    }

    @Test
    void problem04_missingTrailerIsRefused() {
        framed(Wire.frame(BODY, "")).refused(400, "MalformedTrailerError");
        s3.get("k").refused(404, "NoSuchKey");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x\r\nabc\r\n0\r\n\r\n", "3\r\nabcd\r\n0\r\n\r\n", "3\r\nabc", "-3\r\nabc\r\n0\r\n\r\n"})
    void problem04_malformedFramingIsIncompleteBody(String body) {
        framed(body.getBytes(StandardCharsets.US_ASCII))
                .header("x-amz-decoded-content-length", "3")
                .refused(400, "IncompleteBody");
        s3.get("k").refused(404, "NoSuchKey");
    }

    @Test
    void problem04_lessThanTheDecodedLengthIsIncompleteBody() {
        framed(Wire.frame(BODY, "x-amz-checksum-crc32:" + Sums.crc32(BODY) + "\r\n"))
                .header("x-amz-decoded-content-length", Integer.toString(BODY.length + 1))
                .refused(400, "IncompleteBody");
        s3.get("k").refused(404, "NoSuchKey");
    }

    private Wire.Request framed(byte[] body) {
        return s3.put("k")
                .header("x-amz-decoded-content-length", Integer.toString(BODY.length))
                .header("x-amz-trailer", "x-amz-checksum-crc32")
                .payload(SigV4Signer.STREAMING_UNSIGNED_TRAILER)
                .body(body);
    }
}
