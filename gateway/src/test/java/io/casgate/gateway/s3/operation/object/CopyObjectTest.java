package io.casgate.gateway.s3.operation.object;

import static io.casgate.gateway.s3.Bodies.checksum;
import static io.casgate.gateway.s3.Bodies.md5;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.dedup.SampleBytes;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.s3.OneBucket;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.xml.XmlElement;
import org.junit.jupiter.api.Test;

class CopyObjectTest extends OneBucket {
    @Test
    void copiesWithoutMovingBytes() {
        byte[] large = SampleBytes.random(3, MIB);
        s3.send(S3Requests.of("PUT", "/bucket/a%20b")
                .header("Content-Type", "text/plain")
                .header("x-amz-meta-one", "1")
                .header("x-amz-storage-class", "STANDARD_IA")
                .body(large));
        long stored = s3.ports().storedBytes();
        XmlElement result =
                s3.send(S3Requests.copy("/bucket/copy", "/bucket/a%20b")).xml("CopyObjectResult");
        assertThat(result.requiredText("ETag")).isEqualTo('"' + md5(large) + '"');
        assertThat(result.requiredText("LastModified")).endsWith(".000Z");
        assertThat(s3.ports().storedBytes()).isEqualTo(stored);

        send("DELETE", "/bucket/a%20b");
        Answer copied = send("GET", "/bucket/copy");
        assertThat(copied.bytes()).isEqualTo(large);
        assertThat(copied.header("Content-Type")).isEqualTo("text/plain");
        assertThat(copied.header("x-amz-meta-one")).isEqualTo("1");
        assertThat(copied.has("x-amz-storage-class")).isFalse();
    }

    @Test
    void replacesMetadataOfCopies() {
        s3.send(S3Requests.of("PUT", "/bucket/key")
                .header("x-amz-meta-one", "1")
                .body(HELLO));
        Answer itself = s3.send(S3Requests.copy("/bucket/key", "bucket/key"));
        assertThat(itself.errorCode()).isEqualTo("InvalidRequest");
        assertThat(send("GET", "/bucket/key").header("x-amz-meta-one")).isEqualTo("1");

        assertThat(s3.send(S3Requests.copy("/bucket/key", "bucket/key")
                                .header("x-amz-metadata-directive", "REPLACE")
                                .header("x-amz-meta-two", "2"))
                        .status())
                .isEqualTo(200);
        Answer replaced = send("GET", "/bucket/key");
        assertThat(replaced.text()).isEqualTo("hello, world");
        assertThat(replaced.has("x-amz-meta-one")).isFalse();
        assertThat(replaced.header("x-amz-meta-two")).isEqualTo("2");
    }

    @Test
    void copiesUnderConditions() {
        put("/bucket/key", HELLO);
        assertThat(s3.send(S3Requests.copy("/bucket/copy", "bucket/key").header("x-amz-copy-source-if-match", "other"))
                        .errorCode())
                .isEqualTo("PreconditionFailed");
        assertThat(s3.send(S3Requests.copy("/bucket/copy", "bucket/key")
                                .header("x-amz-copy-source-if-none-match", HELLO_MD5))
                        .errorCode())
                .isEqualTo("PreconditionFailed");
        assertThat(s3.send(S3Requests.copy("/bucket/key", "bucket/key")
                                .header("x-amz-metadata-directive", "REPLACE")
                                .header("If-None-Match", "*"))
                        .errorCode())
                .isEqualTo("PreconditionFailed");
        assertThat(s3.send(S3Requests.copy("/bucket/copy", "bucket/none")).errorCode())
                .isEqualTo("NoSuchKey");
        assertThat(s3.send(S3Requests.copy("/bucket/copy", "nowhere/none")).errorCode())
                .isEqualTo("NoSuchBucket");
        assertThat(s3.send(S3Requests.copy("/bucket/copy", "bucket/key")
                                .header("x-amz-copy-source-if-match", HELLO_MD5))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void givesCopiesTheChecksumThatIsAskedFor() {
        put("/bucket/key", HELLO);
        XmlElement result = s3.send(
                        S3Requests.copy("/bucket/copy", "bucket/key").header("x-amz-checksum-algorithm", "SHA256"))
                .xml("CopyObjectResult");
        assertThat(result.requiredText("ChecksumSHA256"))
                .isEqualTo(checksum(ChecksumAlgorithm.SHA256, HELLO).text());
    }
}
