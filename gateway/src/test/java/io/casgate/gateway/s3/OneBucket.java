package io.casgate.gateway.s3;

import static io.casgate.gateway.s3.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.s3.S3World.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests on a service in memory that has one bucket, Alice's: requests in, responses out. */
public abstract class OneBucket {
    protected static final int MIB = 1 << 20;
    protected static final byte[] HELLO = utf8("hello, world");
    protected static final String HELLO_MD5 = "e4d7f1b4ed2e42d15898f4b27b019da4";

    protected final S3World s3 = new S3World("eu-central-1");

    @BeforeEach
    protected void makeBucket() {
        assertThat(send("PUT", "/bucket").status()).isEqualTo(200);
    }

    /** Whatever happened, no upload is left unfinished. */
    @AfterEach
    protected void close() {
        assertThat(s3.ports().intentsAtRest()).isEmpty();
        s3.close();
    }

    protected Answer send(String method, String target) {
        return s3.send(S3Requests.of(method, target));
    }

    /** Sends a body that must be taken. */
    protected Answer put(String target, byte[] body) {
        Answer answer = s3.send(S3Requests.of("PUT", target).body(body));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    /** Gets {@code /bucket/key} with one more header. */
    protected Answer get(String header, String value) {
        return s3.send(S3Requests.of("GET", "/bucket/key").header(header, value));
    }

    /** The request is refused with this code before any of its body is asked for. */
    protected void assertRefusedUnread(String code, S3Requests request) {
        Answer answer = s3.send(request.body(HELLO));
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(answer.requestBody().wasAsked()).isFalse();
    }
}
