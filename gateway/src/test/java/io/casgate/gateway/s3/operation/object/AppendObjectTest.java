package io.casgate.gateway.s3.operation.object;

import static io.casgate.gateway.s3.Bodies.checksum;
import static io.casgate.gateway.s3.Bodies.joined;
import static io.casgate.gateway.s3.Bodies.md5;
import static io.casgate.gateway.s3.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.dedup.SampleBytes;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.s3.OneBucket;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World;
import io.casgate.gateway.s3.S3World.Answer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppendObjectTest extends OneBucket {
    private static final byte[] LARGE = SampleBytes.random(1, 300_000);
    private static final byte[] MORE = SampleBytes.random(2, 200_000);

    private static S3Requests at(long offset, byte[] body) {
        return S3Requests.of("PUT", "/bucket/key")
                .header("x-amz-write-offset-bytes", Long.toString(offset))
                .body(body);
    }

    private Answer append(long offset, byte[] body) {
        Answer answer = s3.send(at(offset, body));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    @Test
    void makesAnObjectAndAppendsToIt() {
        assertThat(append(0, LARGE).header("x-amz-object-size")).isEqualTo("300000");
        String etag = send("HEAD", "/bucket/key").header("ETag");
        assertThat(etag).isEqualTo('"' + md5(LARGE) + '"');

        Answer appended = append(300_000, MORE);
        assertThat(appended.header("x-amz-object-size")).isEqualTo("500000");
        assertThat(appended.header("ETag")).endsWith("-2\"");
        append(500_000, HELLO);

        Answer got = send("GET", "/bucket/key");
        assertThat(got.bytes()).isEqualTo(joined(LARGE, MORE, HELLO));
        assertThat(got.header("ETag")).endsWith("-3\"");
        assertThat(send("GET", "/bucket/key?partNumber=2").bytes()).isEqualTo(MORE);
        assertThat(send("HEAD", "/bucket/key?partNumber=3").header("x-amz-mp-parts-count"))
                .isEqualTo("3");
    }

    /** A small object is what it would be had it been stored at once. */
    @Test
    void smallObjectsKeepTheirDigests() {
        s3.send(S3Requests.of("PUT", "/bucket/key")
                .header(
                        "x-amz-checksum-sha256",
                        checksum(ChecksumAlgorithm.SHA256, HELLO).text())
                .body(HELLO));
        Answer appended = append(HELLO.length, HELLO);
        byte[] whole = joined(HELLO, HELLO);
        assertThat(appended.header("ETag")).isEqualTo('"' + md5(whole) + '"');
        assertThat(appended.header("x-amz-checksum-sha256"))
                .isEqualTo(checksum(ChecksumAlgorithm.SHA256, whole).text());
        assertThat(send("GET", "/bucket/key").bytes()).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CRC32", "CRC32C", "CRC64NVME"})
    void checksumsOfTheWholeGoOn(ChecksumAlgorithm algorithm) {
        s3.send(S3Requests.of("PUT", "/bucket/key")
                .header(algorithm.headerName(), checksum(algorithm, LARGE).text())
                .body(LARGE));
        Answer appended = append(LARGE.length, MORE);
        String whole = checksum(algorithm, joined(LARGE, MORE)).text();
        assertThat(appended.header(algorithm.headerName())).isEqualTo(whole);
        assertThat(appended.header("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
        assertThat(get("x-amz-checksum-mode", "ENABLED").header(algorithm.headerName()))
                .isEqualTo(whole);
    }

    @Test
    void otherChecksumsEnd() {
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.SHA256;
        s3.send(S3Requests.of("PUT", "/bucket/key")
                .header(algorithm.headerName(), checksum(algorithm, LARGE).text())
                .body(LARGE));
        assertThat(append(LARGE.length, MORE).has(algorithm.headerName())).isFalse();
        assertThat(get("x-amz-checksum-mode", "ENABLED").has(algorithm.headerName()))
                .isFalse();
    }

    @Test
    void wantsTheSameChecksum() {
        s3.send(S3Requests.of("PUT", "/bucket/key")
                .header(
                        "x-amz-checksum-crc32",
                        checksum(ChecksumAlgorithm.CRC32, HELLO).text())
                .body(HELLO));
        Answer answer = s3.send(at(HELLO.length, HELLO)
                .header(
                        "x-amz-checksum-sha1",
                        checksum(ChecksumAlgorithm.SHA1, HELLO).text()));
        assertThat(answer.errorCode()).isEqualTo("InvalidRequest");
        assertThat(answer.requestBody().wasAsked()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0", "11", "13", "999999999999"})
    void otherOffsetsAreRefused(String offset) {
        put("/bucket/key", HELLO);
        assertRefusedUnread(
                "InvalidWriteOffset", S3Requests.of("PUT", "/bucket/key").header("x-amz-write-offset-bytes", offset));
        assertThat(send("GET", "/bucket/key").bytes()).isEqualTo(HELLO);
        assertRefusedUnread(
                "InvalidWriteOffset", S3Requests.of("PUT", "/bucket/absent").header("x-amz-write-offset-bytes", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "", "1.0"})
    void offsetsAreNumbers(String offset) {
        assertRefusedUnread(
                "InvalidArgument", S3Requests.of("PUT", "/bucket/key").header("x-amz-write-offset-bytes", offset));
    }

    @Test
    void whatIsSaidOfAnObjectStays() {
        s3.send(S3Requests.of("PUT", "/bucket/key")
                .header("x-amz-meta-colour", "blue")
                .header("x-amz-tagging", "a=b")
                .header("Content-Type", "text/plain")
                .body(HELLO));
        assertThat(s3.send(at(HELLO.length, HELLO).header("x-amz-meta-colour", "red"))
                        .errorCode())
                .isEqualTo("InvalidRequest");
        assertThat(s3.send(at(HELLO.length, HELLO).header("x-amz-tagging", "a=c"))
                        .errorCode())
                .isEqualTo("InvalidRequest");
        s3.send(at(HELLO.length, HELLO).header("Content-Type", "image/png"));
        Answer head = send("HEAD", "/bucket/key");
        assertThat(head.header("Content-Length")).isEqualTo("24");
        assertThat(head.header("Content-Type")).isEqualTo("text/plain");
        assertThat(head.header("x-amz-meta-colour")).isEqualTo("blue");
        assertThat(head.header("x-amz-tagging-count")).isEqualTo("1");
    }

    @Test
    void nothingCannotBeAppended() {
        put("/bucket/key", HELLO);
        assertThat(s3.send(at(HELLO.length, new byte[0])).errorCode()).isEqualTo("InvalidRequest");
    }

    @Test
    void conditionsHold() {
        put("/bucket/key", HELLO);
        assertThat(s3.send(at(HELLO.length, HELLO).header("If-Match", "\"other\""))
                        .errorCode())
                .isEqualTo("PreconditionFailed");
        assertThat(s3.send(at(HELLO.length, HELLO).header("If-Match", '"' + HELLO_MD5 + '"'))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void versionsStayAsTheyAre() {
        s3.send(S3Requests.of("PUT", "/bucket?versioning")
                .body(utf8("<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")));
        String first = append(0, LARGE).header("x-amz-version-id");
        String second = append(LARGE.length, MORE).header("x-amz-version-id");
        assertThat(send("GET", "/bucket/key?versionId=" + first).bytes()).isEqualTo(LARGE);
        assertThat(send("GET", "/bucket/key?versionId=" + second).bytes()).isEqualTo(joined(LARGE, MORE));
    }

    @Test
    void theVersionThatItMakesIsLockedAsANewOne() {
        s3.send(S3Requests.of("PUT", "/locked").header("x-amz-bucket-object-lock-enabled", "true"));
        Answer first = s3.send(S3Requests.of("PUT", "/locked/key")
                .header("x-amz-object-lock-legal-hold", "ON")
                .header("Content-MD5", contentMd5(HELLO))
                .body(HELLO));
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        Answer second = s3.send(S3Requests.of("PUT", "/locked/key")
                .header("x-amz-write-offset-bytes", Integer.toString(HELLO.length))
                .body(HELLO));
        assertThat(second.status()).as(second.text()).isEqualTo(200);
        assertThat(send("HEAD", "/locked/key").has("x-amz-object-lock-legal-hold"))
                .isFalse();
        assertThat(send("HEAD", "/locked/key?versionId=" + first.header("x-amz-version-id"))
                        .header("x-amz-object-lock-legal-hold"))
                .isEqualTo("ON");
    }

    private static String contentMd5(byte[] body) {
        return checksum(ChecksumAlgorithm.MD5, body).text();
    }

    /** Each appends its letter where the object ends; who is refused asks for the size again. */
    @Test
    void ofThoseWhoRaceOneAppends() throws Exception {
        int writers = 6;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = threads.invokeAll(IntStream.range(0, writers)
                    .<Callable<Integer>>mapToObj(i ->
                            () -> s3.send(at(0, new byte[] {(byte) ('a' + i)})).status())
                    .toList());
            int made = 0;
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isIn(200, 400);
                made += answer.get() == 200 ? 1 : 0;
            }
            assertThat(made).isEqualTo(1);
            assertThat(send("GET", "/bucket/key").bytes()).hasSize(1);
        }
    }

    @Test
    void othersMayNot() {
        put("/bucket/key", HELLO);
        assertThat(s3.send(S3World.BOB, at(HELLO.length, HELLO)).errorCode()).isEqualTo("AccessDenied");
    }
}
