package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.auth.SigV4Signer;
import io.casgate.auth.SignedRequest;
import io.casgate.it.client.Wire;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** After an early refusal, and after answers without a body, a connection is in step or closed. */
class P18ConnectionsOutOfStepTest extends ProblemTest {
    @Test
    void problem18_aRefusedBodyIsReadToItsEnd() {
        Wire.Request put = s3.put("k?partNumber=1&uploadId=none").body(random(300_000, 18));
        put.refused(404, "NoSuchUpload");
        s3.put("k").body("next").expect(200);
        assertThat(s3.get("k").expect(200).body()).isEqualTo("next");
    }

    @Test
    void problem18_headErrorsHaveNoBody() {
        s3.head("missing").expect(404);
        s3.head("missing?versionId=nonsense").expect(400);
        s3.head("missing").header("if-match", "\"x\"").expect(404);
        s3.put("k").body("abc").expect(200);
        s3.head("k").header("if-match", "\"x\"").expect(412);
        s3.head("k").header("range", "bytes=9-").expect(416);
        assertThat(s3.get("k").expect(200).body()).isEqualTo("abc");
    }

    @Test
    void problem18_answersThatHaveNoBodySaySo() throws IOException {
        String etag = etag(s3.put("k").body("abc").expect(200));
        SignedRequest unchanged =
                s3.raw().sign("GET", s3.target("k"), SigV4Signer.UNSIGNED_PAYLOAD, Map.of("if-none-match", etag));
        assertThat(s3.raw().send(unchanged).head().status()).isEqualTo(304);
        assertThat(s3.delete("k").expect(204).headers()).doesNotContainKey("content-length");
        s3.get("k").refused(404, "NoSuchKey");
    }
}
