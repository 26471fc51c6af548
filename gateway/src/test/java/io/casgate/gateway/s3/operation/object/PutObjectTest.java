package io.casgate.gateway.s3.operation.object;

import static io.casgate.gateway.s3.Bodies.checksum;
import static io.casgate.gateway.s3.Bodies.md5;
import static io.casgate.gateway.s3.Bodies.utf8;
import static io.casgate.gateway.s3.S3World.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.store.memory.Call.Kind;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.s3.OneBucket;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.request.HttpDates;
import io.casgate.gateway.s3.xml.XmlElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PutObjectTest extends OneBucket {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000, 3 * MIB + 1})
    void givesBackWhatItTook(int length) {
        byte[] body = SampleBytes.random(length, length);
        assertThat(put("/bucket/key", body).header("ETag")).isEqualTo('"' + md5(body) + '"');

        Answer got = send("GET", "/bucket/key");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.response().body().length()).isEqualTo(length);
        assertThat(got.bytes()).isEqualTo(body);
        assertThat(got.header("ETag")).isEqualTo('"' + md5(body) + '"');
        assertThat(got.header("Content-Type")).isEqualTo("binary/octet-stream");
        assertThat(got.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(HttpDates.parse(got.header("Last-Modified"))).isNotNull();

        Answer head = send("HEAD", "/bucket/key");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(length));
        got.response()
                .headers()
                .forEach((name, value) -> assertThat(head.header(name)).isEqualTo(value));
    }

    @Test
    void keepsHeadersAndMetadata() {
        s3.send(S3Requests.of("PUT", "/bucket/key")
                .header("Content-Type", "text/plain; charset=utf-8")
                .header("Cache-Control", "max-age=1")
                .header("Content-Disposition", "attachment")
                .header("Content-Language", "de")
                .header("Content-Encoding", "gzip, aws-chunked")
                .header("Expires", "Thu, 01 Dec 2033 16:00:00 GMT")
                .header("x-amz-website-redirect-location", "/elsewhere")
                .header("x-amz-storage-class", "STANDARD_IA")
                .header("x-amz-meta-Colour", "blä")
                .body(HELLO));
        Answer got = send("GET", "/bucket/key");
        assertThat(got.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(got.header("Cache-Control")).isEqualTo("max-age=1");
        assertThat(got.header("Content-Disposition")).isEqualTo("attachment");
        assertThat(got.header("Content-Language")).isEqualTo("de");
        assertThat(got.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(got.header("Expires")).isEqualTo("Thu, 01 Dec 2033 16:00:00 GMT");
        assertThat(got.header("x-amz-website-redirect-location")).isEqualTo("/elsewhere");
        assertThat(got.header("x-amz-storage-class")).isEqualTo("STANDARD_IA");
        assertThat(got.header("x-amz-meta-colour")).isEqualTo("=?UTF-8?Q?bl=C3=A4?=");

        Answer overridden = send("GET", "/bucket/key?response-content-type=a%2Fb&response-cache-control=no-store");
        assertThat(overridden.header("Content-Type")).isEqualTo("a/b");
        assertThat(overridden.header("Cache-Control")).isEqualTo("no-store");
        assertThat(overridden.header("Content-Language")).isEqualTo("de");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", "/", "//", "/a", "a/", "a//b", ".", "..", "a/../b", "a b+c%d", "你好/😀", "\u0001", "?", "#", "&=;"
            })
    void takesAnyKey(String key) {
        StringBuilder target = new StringBuilder("/bucket/");
        for (byte octet : utf8(key)) {
            target.append(octet == '/' ? "/" : String.format("%%%02X", octet & 0xFF));
        }
        put(target.toString(), utf8(key));
        assertThat(send("GET", target.toString()).text()).isEqualTo(key);
        XmlElement listed = send("GET", "/bucket?list-type=2").xml("ListBucketResult");
        assertThat(listed.children("Contents"))
                .extracting(object -> object.requiredText("Key"))
                .containsExactly(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deflate, gzip | deflate, gzip",
                "deflate,gzip | deflate,gzip",
                "aws-chunked,gzip | gzip",
                "deflate,AWS-Chunked,gzip | deflate, gzip"
            })
    void changesNothingOfContentEncodingButFraming(String given, String kept) {
        s3.send(S3Requests.of("PUT", "/bucket/key")
                .header("Content-Encoding", given)
                .body(HELLO));
        assertThat(send("HEAD", "/bucket/key").header("Content-Encoding")).isEqualTo(kept);
    }

    @Test
    void takesNoMetadataThatCannotBeSentAgain() {
        Answer answer = s3.send(
                S3Requests.of("PUT", "/bucket/key?x-amz-meta-a%3A%20b%0Ac=d").body(HELLO));
        assertThat(answer.errorCode()).isEqualTo("InvalidArgument");
        assertThat(answer.requestBody().wasAsked()).isFalse();
    }

    @Test
    void replacesAndRemoves() {
        put("/bucket/key", HELLO);
        put("/bucket/key", utf8("anew"));
        assertThat(send("GET", "/bucket/key").text()).isEqualTo("anew");
        assertThat(send("DELETE", "/bucket/key").status()).isEqualTo(204);
        assertThat(send("GET", "/bucket/key").status()).isEqualTo(404);
    }

    @Test
    void refusesBeforeItAsksForTheBody() {
        put("/bucket/key", utf8("old"));
        assertRefusedUnread("NoSuchBucket", S3Requests.of("PUT", "/nowhere/key"));
        assertRefusedUnread(
                "PreconditionFailed", S3Requests.of("PUT", "/bucket/key").header("If-None-Match", "*"));
        assertRefusedUnread(
                "PreconditionFailed", S3Requests.of("PUT", "/bucket/key").header("If-Match", "other"));
        assertRefusedUnread("NoSuchKey", S3Requests.of("PUT", "/bucket/none").header("If-Match", "other"));
        assertRefusedUnread("InvalidDigest", S3Requests.of("PUT", "/bucket/key").header("Content-MD5", "x"));
        assertRefusedUnread("NoSuchUpload", S3Requests.of("PUT", "/bucket/key?partNumber=1&uploadId=none"));
        assertRefusedUnread("NotImplemented", S3Requests.of("PUT", "/bucket/key?somethingOfTheFuture"));
        assertThat(send("GET", "/bucket/key").text()).isEqualTo("old");
    }

    @Test
    void storesNothingVisibleOfABodyThatIsNotAsDeclared() {
        put("/bucket/key", utf8("old"));
        byte[] large = SampleBytes.random(1, MIB);
        Answer badMd5 = s3.send(S3Requests.of("PUT", "/bucket/key")
                .header("Content-MD5", checksum(ChecksumAlgorithm.MD5, HELLO).text())
                .body(large));
        assertThat(badMd5.errorCode()).isEqualTo("BadDigest");
        Answer badHash = s3.send(ALICE, S3Requests.of("PUT", "/bucket/key").body(large), "0".repeat(64));
        assertThat(badHash.errorCode()).isEqualTo("XAmzContentSHA256Mismatch");
        assertThat(send("GET", "/bucket/key").text()).isEqualTo("old");
    }

    @Test
    void asksClientsToComeBackWhenTheStoreFails() {
        byte[] large = SampleBytes.random(2, MIB);
        s3.ports().calls().failWhen(call -> call.kind() == Kind.WRITE_PACKS);
        Answer answer = s3.send(S3Requests.of("PUT", "/bucket/key").body(large));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.errorCode()).isEqualTo("SlowDown");
        assertThat(send("GET", "/bucket/key").status()).isEqualTo(404);
        assertThat(s3.ports().intentsAtRest()).as("left to the collector").hasSize(1);
        s3.ports().intents().clear();
    }

    @Test
    void writesUnderConditions() {
        Answer made = s3.send(
                S3Requests.of("PUT", "/bucket/key").header("If-None-Match", "*").body(HELLO));
        assertThat(made.status()).isEqualTo(200);
        Answer swapped = s3.send(S3Requests.of("PUT", "/bucket/key")
                .header("If-Match", made.header("ETag"))
                .body(utf8("2")));
        assertThat(swapped.status()).isEqualTo(200);
        assertThat(s3.send(S3Requests.of("PUT", "/bucket/key")
                                .header("If-None-Match", swapped.header("ETag"))
                                .body(HELLO))
                        .errorCode())
                .isEqualTo("PreconditionFailed");
        assertThat(s3.send(S3Requests.of("DELETE", "/bucket/key").header("If-Match", made.header("ETag")))
                        .errorCode())
                .isEqualTo("PreconditionFailed");
        assertThat(s3.send(S3Requests.of("DELETE", "/bucket/key").header("If-Match", swapped.header("ETag")))
                        .status())
                .isEqualTo(204);
    }
}
