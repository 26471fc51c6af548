package io.casgate.gateway.s3;

import static io.casgate.gateway.s3.S3World.ALICE;
import static io.casgate.gateway.s3.S3World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.auth.SigV4Signer;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.request.HttpDates;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may ask for what. */
class S3HandlerTest extends OneBucket {
    @Test
    void refusesWhoeverDoesNotSign() {
        Answer answer = s3.sendUnsigned(S3Requests.of("GET", "/bucket/key"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.errorCode()).isEqualTo("AccessDenied");
    }

    @Test
    void knowsNoOtherMethods() {
        Answer unknown = s3.sendUnsigned(S3Requests.of("PATCH", "/bucket/key"));
        assertThat(unknown.status()).isEqualTo(405);
        assertThat(unknown.header("Allow")).contains("PUT");
    }

    @Test
    void explainsWrongSignatures() {
        Answer answer = s3.sendUnsigned(S3Requests.of("GET", "/bucket/key")
                .header("x-amz-date", HttpDates.xml(Instant.now()).replaceAll("[-:]|\\.000", ""))
                .header("x-amz-content-sha256", SigV4Signer.UNSIGNED_PAYLOAD)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=ALICEKEY/"
                                + HttpDates.xml(Instant.now()).substring(0, 10).replace("-", "")
                                + "/eu-central-1/s3/aws4_request,"
                                + "SignedHeaders=host;x-amz-content-sha256;x-amz-date,Signature=" + "0".repeat(64)));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.errorCode()).isEqualTo("SignatureDoesNotMatch");
        assertThat(answer.text()).contains("<CanonicalRequest>").contains("<StringToSign>");
    }

    @ParameterizedTest
    @CsvSource({"GET, /bucket", "GET, /bucket/key", "PUT, /bucket/key", "DELETE, /bucket", "GET, /bucket?acl"})
    void keepsOthersOut(String method, String target) {
        put("/bucket/key", HELLO);
        S3Requests request = S3Requests.of(method, target);
        Answer answer = s3.send(BOB, method.equals("PUT") ? request.body(HELLO) : request);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.errorCode()).isEqualTo("AccessDenied");
        assertThat(answer.requestBody().wasAsked()).isFalse();
    }

    @Test
    void keepsOthersFromCopying() {
        put("/bucket/key", HELLO);
        s3.send(BOB, S3Requests.of("PUT", "/bobs-bucket"));
        Answer answer = s3.send(
                BOB,
                S3Requests.of("PUT", "/bobs-bucket/copy")
                        .header("Content-Length", "0")
                        .header("x-amz-copy-source", "bucket/key"));
        assertThat(answer.errorCode()).isEqualTo("AccessDenied");
    }

    @Test
    void holdsBucketsToTheExpectedOwner() {
        assertThat(s3.send(S3Requests.of("HEAD", "/bucket").header("x-amz-expected-bucket-owner", ALICE.canonicalId()))
                        .status())
                .isEqualTo(200);
        assertThat(s3.send(S3Requests.of("HEAD", "/bucket").header("x-amz-expected-bucket-owner", BOB.canonicalId()))
                        .status())
                .isEqualTo(403);
    }
}
