package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.auth.SignedRequest;
import io.casgate.it.client.RawClient.Answer;
import io.casgate.it.client.Sums;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** URLs that carry their own signature, with headers moved into the query, and what a client is told when they are wrong. */
class P29PresignedUrlsTest extends ProblemTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void problem29_everyVerbCanBePresigned() throws IOException {
        assertThat(send("PUT", s3.target("k"), Instant.now(), "content").status())
                .isEqualTo(200);
        assertThat(send("GET", s3.target("k"), Instant.now(), "").body()).isEqualTo("content");
        assertThat(send("DELETE", s3.target("k"), Instant.now(), "").status()).isEqualTo(204);
        s3.get("k").refused(404, "NoSuchKey");
    }

    @Test
    void problem29_headersInTheQueryCountAsHeaders() throws IOException {
        String sum = URLEncoder.encode(Sums.crc32(Sums.CHECK_INPUT), StandardCharsets.UTF_8);
        String target = s3.target("k") + "?x-amz-checksum-crc32=" + sum
                + "&x-amz-sdk-checksum-algorithm=CRC32&x-amz-meta-colour=blue";
        assertThat(send("PUT", target, Instant.now(), "other than that").element("Code"))
                .isEqualTo("BadDigest");
        assertThat(send("PUT", target, Instant.now(), "123456789").status()).isEqualTo(200);
        assertThat(s3.head("k").expect(200).headers()).containsEntry("x-amz-meta-colour", "blue");
    }

    @Test
    void problem29_unsignedHeadersOfBrowsersDoNoHarm() throws IOException {
        SignedRequest put = s3.raw().presign("PUT", s3.target("k"), Instant.now(), HOUR);
        Map<String, List<String>> headers = new HashMap<>(put.headers());
        headers.put("content-type", List.of("image/png"));
        headers.put("origin", List.of("https://example.com"));
        headers.put("content-length", List.of("1"));
        s3.raw()
                .send(new SignedRequest("PUT", put.rawPath(), put.rawQuery(), headers))
                .send(new byte[1]);
        assertThat(s3.raw().answer().status()).isEqualTo(200);
        assertThat(s3.head("k").expect(200).headers()).containsEntry("content-type", "image/png");
    }

    @Test
    void problem29_browsersAskBeforeTheyUpload() throws IOException {
        Map<String, String> preflight = Map.of(
                "origin",
                "https://example.com",
                "access-control-request-method",
                "PUT",
                "access-control-request-headers",
                "content-type,x-amz-meta-colour");
        s3.raw().send(s3.raw().unsigned("OPTIONS", s3.target("k"), preflight));
        assertThat(s3.raw().answer().status()).isEqualTo(403);

        s3.put("?cors")
                .document("<CORSConfiguration><CORSRule><AllowedOrigin>https://example.com</AllowedOrigin>"
                        + "<AllowedMethod>PUT</AllowedMethod><AllowedHeader>*</AllowedHeader></CORSRule>"
                        + "</CORSConfiguration>")
                .expect(200);
        s3.raw().send(s3.raw().unsigned("OPTIONS", s3.target("k"), preflight));
        Answer allowed = s3.raw().answer();
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(allowed.headers())
                .containsEntry("access-control-allow-origin", "https://example.com")
                .containsEntry("access-control-allow-methods", "PUT")
                .containsEntry("access-control-allow-headers", "content-type, x-amz-meta-colour");
    }

    @Test
    void problem29_expiredUrlsAreRefused() throws IOException {
        Answer late = send("GET", s3.target("k"), Instant.now().minus(HOUR).minusSeconds(60), "");
        assertThat(late.status()).isEqualTo(403);
        assertThat(late.element("Code")).isEqualTo("AccessDenied");
        assertThat(late.element("Message")).isEqualTo("Request has expired");
    }

    @Test
    void problem29_aMismatchIsExplained() throws IOException {
        SignedRequest get = s3.raw().presign("GET", s3.target("k"), Instant.now(), HOUR);
        s3.raw().send(new SignedRequest("GET", s3.target("other"), get.rawQuery(), get.headers()));
        Answer refusal = s3.raw().answer();
        assertThat(refusal.element("Code")).isEqualTo("SignatureDoesNotMatch");
        assertThat(refusal.element("CanonicalRequest")).startsWith("GET").contains(s3.target("other"));
        assertThat(refusal.element("StringToSign")).startsWith("AWS4-HMAC-SHA256");
        assertThat(refusal.element("AWSAccessKeyId")).isEqualTo(gateway.keys().accessKey());
    }

    private Answer send(String method, String target, Instant time, String body) throws IOException {
        SignedRequest presigned = s3.raw().presign(method, target, time, HOUR);
        Map<String, List<String>> headers = new HashMap<>(presigned.headers());
        headers.put("content-length", List.of(Integer.toString(body.length())));
        s3.raw()
                .send(new SignedRequest(method, presigned.rawPath(), presigned.rawQuery(), headers))
                .send(body.getBytes(StandardCharsets.US_ASCII));
        return s3.raw().answer();
    }
}
