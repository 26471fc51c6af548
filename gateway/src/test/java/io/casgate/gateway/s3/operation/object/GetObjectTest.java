package io.casgate.gateway.s3.operation.object;

import static io.casgate.gateway.s3.Bodies.checksum;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.digest.Checksum;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.s3.OneBucket;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.request.HttpDates;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GetObjectTest extends OneBucket {
    @Test
    void knowsWhatIsNotThere() {
        assertThat(send("GET", "/bucket/none").errorCode()).isEqualTo("NoSuchKey");
        assertThat(send("HEAD", "/bucket/none").status()).isEqualTo(404);
        assertThat(send("DELETE", "/bucket/none").status()).isEqualTo(204);
        assertThat(send("GET", "/nowhere/none").errorCode()).isEqualTo("NoSuchBucket");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-4, 206, hello, bytes 0-4/12",
        "bytes=7-, 206, world, bytes 7-11/12",
        "bytes=-5, 206, world, bytes 7-11/12",
        "bytes=0-99, 206, 'hello, world', bytes 0-11/12",
    })
    void answersRanges(String range, int status, String text, String contentRange) {
        put("/bucket/key", HELLO);
        for (String method : List.of("GET", "HEAD")) {
            Answer answer = s3.send(S3Requests.of(method, "/bucket/key").header("Range", range));
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Content-Range")).isEqualTo(contentRange);
        }
        assertThat(s3.send(S3Requests.of("GET", "/bucket/key").header("Range", range))
                        .text())
                .isEqualTo(text);
    }

    @Test
    void answersAllOfIfNoRangeCanBeTaken() {
        put("/bucket/key", HELLO);
        Answer several = s3.send(S3Requests.of("GET", "/bucket/key").header("Range", "bytes=0-1,3-4"));
        assertThat(several.status()).isEqualTo(200);
        assertThat(several.bytes()).isEqualTo(HELLO);
        Answer beyond = s3.send(S3Requests.of("GET", "/bucket/key").header("Range", "bytes=12-"));
        assertThat(beyond.status()).isEqualTo(416);
        assertThat(beyond.header("Content-Range")).isEqualTo("bytes */12");
        assertThat(beyond.errorCode()).isEqualTo("InvalidRange");
    }

    @Test
    void answersRangesOnlyOfTheObjectThatIsMeant() {
        put("/bucket/key", HELLO);
        String modified = send("HEAD", "/bucket/key").header("Last-Modified");
        for (String same : List.of('"' + HELLO_MD5 + '"', modified)) {
            assertThat(rangeIf(same).status()).as(same).isEqualTo(206);
        }
        for (String other : List.of(
                "\"other\"",
                "W/\"" + HELLO_MD5 + '"',
                HttpDates.header(Instant.now().plusSeconds(60)))) {
            assertThat(rangeIf(other).status()).as(other).isEqualTo(200);
            assertThat(rangeIf(other).text()).isEqualTo("hello, world");
        }
    }

    private Answer rangeIf(String ifRange) {
        return s3.send(
                S3Requests.of("GET", "/bucket/key").header("Range", "bytes=7-").header("If-Range", ifRange));
    }

    @Test
    void readsUnderConditions() {
        put("/bucket/key", HELLO);
        assertThat(get("If-Match", '"' + HELLO_MD5 + '"').status()).isEqualTo(200);
        assertThat(get("If-Match", HELLO_MD5).status()).isEqualTo(200);
        Answer failed = get("If-Match", "\"other\"");
        assertThat(failed.status()).isEqualTo(412);
        assertThat(failed.xml("Error").requiredText("Condition")).isEqualTo("If-Match");
        Answer same = get("If-None-Match", '"' + HELLO_MD5 + '"');
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("ETag")).isEqualTo('"' + HELLO_MD5 + '"');
        assertThat(same.bytes()).isEmpty();
        String modified = send("HEAD", "/bucket/key").header("Last-Modified");
        assertThat(get("If-Modified-Since", modified).status()).isEqualTo(304);
        assertThat(get("If-Unmodified-Since", modified).status()).isEqualTo(200);
    }

    @Test
    void repeatsWhatCachesNeedOfAnObjectThatHasNotChanged() {
        s3.send(S3Requests.of("PUT", "/bucket/key")
                .header("Cache-Control", "max-age=1")
                .header("Content-Language", "de")
                .body(HELLO));
        Answer answer = s3.send(S3Requests.of("GET", "/bucket/key").header("If-None-Match", HELLO_MD5));
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("Cache-Control")).isEqualTo("max-age=1");
        assertThat(answer.header("ETag")).isEqualTo('"' + HELLO_MD5 + '"');
        assertThat(answer.has("Content-Language")).isFalse();
    }

    @Test
    void tellsChecksumsOnRequest() {
        Checksum crc = checksum(ChecksumAlgorithm.CRC32C, HELLO);
        Answer stored = s3.send(S3Requests.of("PUT", "/bucket/key")
                .header("x-amz-checksum-crc32c", crc.text())
                .body(HELLO));
        assertThat(stored.header("x-amz-checksum-crc32c")).isEqualTo(crc.text());
        assertThat(send("GET", "/bucket/key").has("x-amz-checksum-crc32c")).isFalse();
        Answer told = get("x-amz-checksum-mode", "ENABLED");
        assertThat(told.header("x-amz-checksum-crc32c")).isEqualTo(crc.text());
        assertThat(told.header("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
        Answer ranged = s3.send(S3Requests.of("GET", "/bucket/key")
                .header("x-amz-checksum-mode", "ENABLED")
                .header("Range", "bytes=0-1"));
        assertThat(ranged.has("x-amz-checksum-crc32c")).isFalse();
    }

    @Test
    void tellsTheChecksumOfAPartThatIsAllOfAnObject() {
        String crc = checksum(ChecksumAlgorithm.CRC32, HELLO).base64();
        s3.send(S3Requests.of("PUT", "/bucket/key")
                .header("x-amz-checksum-crc32", crc)
                .body(HELLO));
        Answer part =
                s3.send(S3Requests.of("GET", "/bucket/key?partNumber=1").header("x-amz-checksum-mode", "ENABLED"));
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("x-amz-checksum-crc32")).isEqualTo(crc);
        assertThat(part.has("x-amz-mp-parts-count")).isFalse();
    }
}
