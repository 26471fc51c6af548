package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.auth.SigV4Signer;
import io.casgate.auth.SignedRequest;
import io.casgate.it.client.RawClient.Answer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 100 Continue is sent once nothing but the body can be wrong; who is refused hears so before sending one. */
class P17ExpectContinueTest extends ProblemTest {
    private static final byte[] BODY = random(100_000, 17);

    @Test
    void problem17_continueComesAndThenTheAnswer() throws IOException {
        s3.raw().send(expecting("k", Map.of()));
        assertThat(s3.raw().head().status()).isEqualTo(100);
        assertThat(s3.raw().send(BODY).answer().status()).isEqualTo(200);
        assertThat(s3.get("k").expect(200).body()).hasSize(BODY.length);
    }

    @Test
    void problem17_aWrongSignatureIsRefusedWithoutContinue() throws IOException {
        SignedRequest signed = expecting("k", Map.of());
        s3.raw().send(new SignedRequest("PUT", s3.target("changed"), "", signed.headers()));
        Answer answer = s3.raw().answer();
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.element("Code")).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void problem17_aFailedPreconditionIsRefusedWithoutContinue() throws IOException {
        s3.put("k").body("first").expect(200);
        s3.raw().send(expecting("k", Map.of("if-none-match", "*")));
        assertThat(s3.raw().answer().status()).isEqualTo(412);
    }

    @Test
    void problem17_clientsThatDoNotWaitAreServedToo() throws IOException {
        s3.raw().send(expecting("k", Map.of())).send(BODY);
        Answer answer = s3.raw().head();
        if (answer.status() == 100) {
            answer = s3.raw().answer();
        }
        assertThat(answer.status()).isEqualTo(200);
        assertThat(s3.get("k").expect(200).body()).hasSize(BODY.length);
    }

    private SignedRequest expecting(String key, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("expect", "100-continue");
        headers.put("content-length", Integer.toString(BODY.length));
        return s3.raw().sign("PUT", s3.target(key), SigV4Signer.UNSIGNED_PAYLOAD, headers);
    }
}
