package io.casgate.gateway.s3.operation.object;

import static io.casgate.gateway.s3.Bodies.checksum;
import static io.casgate.gateway.s3.Bodies.joined;
import static io.casgate.gateway.s3.Bodies.md5;
import static io.casgate.gateway.s3.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.dedup.SampleBytes;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.body.Etags;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that is told not to compute MD5s. */
class OpaqueEtagTest {
    private static final byte[] BYTES = SampleBytes.random(3, 1 << 20);
    private static final String OPAQUE = "\"[0-9a-f]{32}-1\"";

    private final S3World s3 = new S3World("eu-central-1", Etags.OPAQUE);

    @BeforeEach
    void makeBucket() {
        put("/bucket", new byte[0]);
    }

    @AfterEach
    void close() {
        assertThat(s3.ports().intentsAtRest()).isEmpty();
        s3.close();
    }

    private Answer put(String target, byte[] body) {
        Answer answer = s3.send(S3Requests.of("PUT", target).body(body));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private Answer get(String target) {
        return s3.send(S3Requests.of("GET", target));
    }

    private int getIf(String header, String etag) {
        return s3.send(S3Requests.of("GET", "/bucket/key").header(header, etag)).status();
    }

    @Test
    void anObjectKeepsTheEtagThatItGot() {
        String etag = put("/bucket/key", BYTES).header("ETag");
        assertThat(etag).matches(OPAQUE);
        assertThat(get("/bucket/key").header("ETag")).isEqualTo(etag);
        assertThat(s3.send(S3Requests.of("HEAD", "/bucket/key")).header("ETag")).isEqualTo(etag);
        assertThat(get("/bucket?list-type=2")
                        .xml("ListBucketResult")
                        .children("Contents")
                        .getFirst()
                        .requiredText("ETag"))
                .isEqualTo(etag);
        assertThat(getIf("If-Match", etag)).isEqualTo(200);
        assertThat(getIf("If-None-Match", etag)).isEqualTo(304);
        assertThat(getIf("If-Match", '"' + md5(BYTES) + '"')).isEqualTo(412);
        s3.send(S3Requests.copy("/bucket/copy", "/bucket/key"));
        assertThat(get("/bucket/copy").header("ETag")).isEqualTo(etag);
    }

    @Test
    void theSameBytesStoredAgainHaveAnotherEtag() {
        String before = put("/bucket/key", BYTES).header("ETag");
        assertThat(put("/bucket/key", BYTES).header("ETag")).matches(OPAQUE).isNotEqualTo(before);
    }

    @Test
    void anMd5ThatIsSentIsVerified() {
        assertThat(sending(checksum(ChecksumAlgorithm.MD5, BYTES).base64()).header("ETag"))
                .matches(OPAQUE);
        assertThat(sending(checksum(ChecksumAlgorithm.MD5, utf8("other")).base64())
                        .errorCode())
                .isEqualTo("BadDigest");
    }

    private Answer sending(String md5) {
        return s3.send(
                S3Requests.of("PUT", "/bucket/key").header("Content-MD5", md5).body(BYTES));
    }

    @Test
    void anObjectOfPartsHasAnEtagThatFollowsFromThoseOfItsParts() {
        String id = s3.send(S3Requests.of("POST", "/bucket/key?uploads"))
                .xml("InitiateMultipartUploadResult")
                .requiredText("UploadId");
        byte[] large = SampleBytes.random(4, 5 << 20);
        String first = put("/bucket/key?partNumber=1&uploadId=" + id, large).header("ETag");
        String second = put("/bucket/key?partNumber=2&uploadId=" + id, BYTES).header("ETag");
        assertThat(first).matches(OPAQUE);
        Answer completed = s3.send(S3Requests.of("POST", "/bucket/key?uploadId=" + id)
                .body(utf8("<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + first
                        + "</ETag></Part><Part><PartNumber>2</PartNumber><ETag>" + second
                        + "</ETag></Part></CompleteMultipartUpload>")));
        String etag = '"' + md5(joined(digits(first), digits(second))) + "-2\"";
        assertThat(completed.xml("CompleteMultipartUploadResult").requiredText("ETag"))
                .isEqualTo(etag);
        assertThat(get("/bucket/key").header("ETag")).isEqualTo(etag);
        assertThat(get("/bucket/key").bytes()).isEqualTo(joined(large, BYTES));
    }

    private static byte[] digits(String quoted) {
        return HexFormat.of().parseHex(quoted, 1, 33);
    }

    @Test
    void anAppendChangesTheEtag() {
        String before = put("/bucket/key", BYTES).header("ETag");
        Answer appended = s3.send(S3Requests.of("PUT", "/bucket/key")
                .header("x-amz-write-offset-bytes", Integer.toString(BYTES.length))
                .body(BYTES));
        assertThat(appended.header("ETag")).matches("\"[0-9a-f]{32}-2\"").isNotEqualTo(before);
    }
}
