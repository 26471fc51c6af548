package io.casgate.gateway.s3.operation.object;

import static io.casgate.gateway.s3.Bodies.checksum;
import static io.casgate.gateway.s3.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.dedup.SampleBytes;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.s3.OneBucket;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World;
import io.casgate.gateway.s3.S3World.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenameObjectTest extends OneBucket {
    private static final byte[] LARGE = SampleBytes.random(3, 300_000);

    private static S3Requests rename(String source) {
        return S3Requests.of("PUT", "/bucket/new?renameObject").header("x-amz-rename-source", source);
    }

    @Test
    void everythingStaysButTheKey() {
        String crc = checksum(ChecksumAlgorithm.CRC32, LARGE).text();
        s3.send(S3Requests.of("PUT", "/bucket/old")
                .header("Content-Type", "text/plain")
                .header("x-amz-storage-class", "STANDARD_IA")
                .header("x-amz-meta-colour", "blue")
                .header("x-amz-tagging", "a=b")
                .header("x-amz-checksum-crc32", crc)
                .body(LARGE));
        String etag = send("HEAD", "/bucket/old").header("ETag");
        Answer renamed = s3.send(rename("old").header("x-amz-client-token", "a-token"));
        assertThat(renamed.status()).as(renamed.text()).isEqualTo(200);
        assertThat(renamed.text()).isEmpty();

        assertThat(send("GET", "/bucket/old").errorCode()).isEqualTo("NoSuchKey");
        Answer got = s3.send(S3Requests.of("GET", "/bucket/new").header("x-amz-checksum-mode", "ENABLED"));
        assertThat(got.bytes()).isEqualTo(LARGE);
        assertThat(got.header("ETag")).isEqualTo(etag);
        assertThat(got.header("Content-Type")).isEqualTo("text/plain");
        assertThat(got.header("x-amz-storage-class")).isEqualTo("STANDARD_IA");
        assertThat(got.header("x-amz-meta-colour")).isEqualTo("blue");
        assertThat(got.header("x-amz-tagging-count")).isEqualTo("1");
        assertThat(got.header("x-amz-checksum-crc32")).isEqualTo(crc);
    }

    @ParameterizedTest
    @CsvSource({"/a%20b/%C3%A4, /bucket/a%20b/%C3%A4", "x/y, /bucket/x/y", "/x%2Fy, /bucket/x/y"})
    void sourcesArePercentEncoded(String source, String target) {
        put(target, HELLO);
        assertThat(s3.send(rename(source)).status()).isEqualTo(200);
        assertThat(send("GET", "/bucket/new").bytes()).isEqualTo(HELLO);
        assertThat(send("GET", target).errorCode()).isEqualTo("NoSuchKey");
    }

    @Test
    void whatIsAtTheNewKeyIsReplaced() {
        put("/bucket/old", LARGE);
        put("/bucket/new", HELLO);
        assertThat(s3.send(rename("old").header("If-None-Match", "*")).errorCode())
                .isEqualTo("PreconditionFailed");
        assertThat(s3.send(rename("old").header("If-Match", "\"other\"")).errorCode())
                .isEqualTo("PreconditionFailed");
        assertThat(send("GET", "/bucket/new").bytes()).isEqualTo(HELLO);
        assertThat(s3.send(rename("old").header("If-Match", '"' + HELLO_MD5 + '"'))
                        .status())
                .isEqualTo(200);
        assertThat(send("GET", "/bucket/new").bytes()).isEqualTo(LARGE);
    }

    @ParameterizedTest
    @CsvSource({
        "if-match, other, PreconditionFailed",
        "if-none-match, *, PreconditionFailed",
        "if-modified-since, 'Fri, 01 Jan 2100 00:00:00 GMT', PreconditionFailed",
        "if-unmodified-since, 'Sat, 01 Jan 2000 00:00:00 GMT', PreconditionFailed"
    })
    void conditionsOnTheSourceHold(String condition, String value, String code) {
        put("/bucket/old", HELLO);
        assertThat(s3.send(rename("old").header("x-amz-rename-source-" + condition, value))
                        .errorCode())
                .isEqualTo(code);
        assertThat(send("GET", "/bucket/old").bytes()).isEqualTo(HELLO);
        assertThat(send("GET", "/bucket/new").errorCode()).isEqualTo("NoSuchKey");
    }

    @Test
    void aSecondTimeThereIsNothingToRename() {
        put("/bucket/old", HELLO);
        s3.send(rename("old"));
        assertThat(s3.send(rename("old")).errorCode()).isEqualTo("NoSuchKey");
        assertThat(s3.send(rename("new")).errorCode()).isEqualTo("InvalidRequest");
        assertThat(send("GET", "/bucket/new").bytes()).isEqualTo(HELLO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "%zz"})
    void sourcesAreKeys(String source) {
        assertThat(s3.send(rename(source)).status()).isEqualTo(400);
        assertThat(send("PUT", "/bucket/new?renameObject").errorCode()).isEqualTo("InvalidArgument");
        put("/bucket/old", HELLO);
        assertThat(s3.send(rename("old").header("x-amz-client-token", "a token"))
                        .errorCode())
                .isEqualTo("InvalidArgument");
    }

    @Test
    void versionsAreKept() {
        s3.send(S3Requests.of("PUT", "/bucket?versioning")
                .body(utf8("<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")));
        String old = put("/bucket/old", LARGE).header("x-amz-version-id");
        String replaced = put("/bucket/new", HELLO).header("x-amz-version-id");
        Answer renamed = s3.send(rename("old"));
        assertThat(send("HEAD", "/bucket/new").header("x-amz-version-id"))
                .isEqualTo(renamed.header("x-amz-version-id"));
        assertThat(send("GET", "/bucket/new?versionId=" + replaced).bytes()).isEqualTo(HELLO);
        assertThat(send("GET", "/bucket/old?versionId=" + old).bytes()).isEqualTo(LARGE);
        assertThat(send("GET", "/bucket/old").header("x-amz-delete-marker")).isEqualTo("true");
    }

    @Test
    void othersMayNot() {
        put("/bucket/old", HELLO);
        assertThat(s3.send(S3World.BOB, rename("old")).errorCode()).isEqualTo("AccessDenied");
        assertThat(send("GET", "/bucket/old").bytes()).isEqualTo(HELLO);
    }
}
