package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.SharedGateway;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The AWS SDK for Java v2 with its default checksums: the operations one by one. */
@ExtendWith(SharedGateway.class)
class SdkTest {
    private static final int MIB = 1 << 20;

    private S3Client s3;
    private String bucket;

    @BeforeEach
    void createBucket(Gateway gateway) {
        s3 = Sdk.client(gateway);
        bucket = Buckets.freshName("sdk");
        s3.createBucket(request -> request.bucket(bucket));
    }

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void metadataAndStandardHeadersAreKept() {
        s3.putObject(
                request -> request.bucket(bucket)
                        .key("k")
                        .contentType("text/x-test")
                        .cacheControl("max-age=7")
                        .contentDisposition("attachment; filename=\"f\"")
                        .contentEncoding("gzip")
                        .contentLanguage("mi, en")
                        .metadata(Map.of("colour", "blue", "empty", "")),
                RequestBody.fromString("body"));

        HeadObjectResponse head =
                s3.headObject(request -> request.bucket(bucket).key("k"));
        assertThat(head.contentType()).isEqualTo("text/x-test");
        assertThat(head.cacheControl()).isEqualTo("max-age=7");
        assertThat(head.contentDisposition()).isEqualTo("attachment; filename=\"f\"");
        assertThat(head.contentEncoding()).isEqualTo("gzip");
        assertThat(head.contentLanguage()).isEqualTo("mi, en");
        assertThat(head.metadata()).containsEntry("colour", "blue").containsKey("empty");
        assertThat(head.contentLength()).isEqualTo(4);
        assertThat(head.eTag()).isEqualTo("\"841a2d689ad86bd1611447453c22c6fc\"");
    }

    @Test
    void aStreamIsSentWithATrailingChecksumAndStoredWithoutItsFraming() {
        byte[] body = randomBytes(3 * MIB + 17, 1);
        s3.putObject(
                request -> request.bucket(bucket).key("k").checksumAlgorithm(ChecksumAlgorithm.CRC32),
                RequestBody.fromInputStream(new ByteArrayInputStream(body), body.length));
        assertThat(get("k")).isEqualTo(body);
        assertThat(s3.headObject(request -> request.bucket(bucket).key("k")).contentEncoding())
                .as("aws-chunked is framing, not encoding")
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void checksumsAreVerifiedAndReturned(ChecksumAlgorithm algorithm) {
        byte[] body = randomBytes(100_000, 2);
        s3.putObject(
                request -> request.bucket(bucket).key("k").checksumAlgorithm(algorithm), RequestBody.fromBytes(body));
        GetObjectResponse response = s3.getObjectAsBytes(
                        request -> request.bucket(bucket).key("k").checksumMode(ChecksumMode.ENABLED))
                .response();
        assertThat(response.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
        assertThat(List.of(
                                String.valueOf(response.checksumCRC32()),
                                String.valueOf(response.checksumCRC32C()),
                                String.valueOf(response.checksumSHA1()),
                                String.valueOf(response.checksumSHA256()))
                        .stream()
                        .filter(value -> !value.equals("null")))
                .hasSize(1);
    }

    @Test
    void aWrongChecksumStoresNothing() {
        assertThatThrownBy(() -> s3.putObject(
                        request -> request.bucket(bucket).key("k").checksumCRC32("AAAAAA=="),
                        RequestBody.fromString("not what it says")))
                .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 400, "BadDigest"));
        assertThatThrownBy(() -> s3.headObject(request -> request.bucket(bucket).key("k")))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=0-0", "bytes=0-99", "bytes=99990-", "bytes=-5", "bytes=65530-65545", "bytes=0-99999999"})
    void rangesReturnWhatTheySay(String range) {
        byte[] body = randomBytes(100_000, 3);
        s3.putObject(request -> request.bucket(bucket).key("k"), RequestBody.fromBytes(body));
        String[] ends = range.substring("bytes=".length()).split("-", -1);
        int from = ends[0].isEmpty() ? body.length - Integer.parseInt(ends[1]) : Integer.parseInt(ends[0]);
        int to = ends[0].isEmpty() || ends[1].isEmpty()
                ? body.length
                : Math.min(body.length, Integer.parseInt(ends[1]) + 1);

        var response =
                s3.getObjectAsBytes(request -> request.bucket(bucket).key("k").range(range));
        assertThat(response.asByteArray()).isEqualTo(Arrays.copyOfRange(body, from, to));
        assertThat(response.response().contentRange()).isEqualTo("bytes %d-%d/%d", from, to - 1, body.length);
    }

    @Test
    void aRangeBehindTheEndIsRefused() {
        s3.putObject(request -> request.bucket(bucket).key("k"), RequestBody.fromString("short"));
        assertThatThrownBy(() -> s3.getObjectAsBytes(
                        request -> request.bucket(bucket).key("k").range("bytes=5-9")))
                .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 416, "InvalidRange"));
    }

    @Test
    void conditionsAreHeeded() {
        s3.putObject(request -> request.bucket(bucket).key("k"), RequestBody.fromString("one"));
        String etag = s3.headObject(request -> request.bucket(bucket).key("k")).eTag();
        assertThatThrownBy(() -> s3.getObjectAsBytes(
                        request -> request.bucket(bucket).key("k").ifNoneMatch(etag)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
        assertThatThrownBy(() -> s3.getObjectAsBytes(
                        request -> request.bucket(bucket).key("k").ifMatch("\"no\"")))
                .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 412, "PreconditionFailed"));
        assertThatThrownBy(() -> s3.putObject(
                        request -> request.bucket(bucket).key("k").ifNoneMatch("*"), RequestBody.fromString("two")))
                .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 412, "PreconditionFailed"));
        assertThat(get("k")).isEqualTo("one".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a//b",
                "/leading",
                "trailing/",
                "//",
                "a/./b",
                "a/../b",
                " ",
                "space and+plus%percent",
                "日本語/Ünïcödé 😀",
                "tab\tand\nnewline",
                "\u0001control",
                "?query#fragment&=",
                "*!'()~"
            })
    void anyLegalKeyComesBackFromPutGetListAndDelete(String key) {
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(key));
        assertThat(get(key)).isEqualTo(key.getBytes(StandardCharsets.UTF_8));
        assertThat(s3.listObjectsV2(request -> request.bucket(bucket).encodingType(EncodingType.URL))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly(key);
        s3.deleteObject(request -> request.bucket(bucket).key(key));
        assertThat(s3.listObjectsV2(request -> request.bucket(bucket)).contents())
                .isEmpty();
    }

    @Test
    void keysOf1024BytesAreTheLongest() {
        String longest = "ü".repeat(512);
        s3.putObject(request -> request.bucket(bucket).key(longest), RequestBody.fromString("x"));
        assertThat(get(longest)).hasSize(1);
        assertThatThrownBy(() ->
                        s3.putObject(request -> request.bucket(bucket).key(longest + "x"), RequestBody.fromString("x")))
                .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 400, "KeyTooLongError"));
    }

    @Test
    void aListingIsSortedPagedAndGrouped() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            keys.add("dir" + i % 3 + "/" + i);
        }
        keys.addAll(List.of("a", "b", "zz", "dir0", "\uffee", "😀"));
        keys.forEach(key -> s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(key)));

        List<String> listed = new ArrayList<>();
        String token = null;
        do {
            String continuation = token;
            ListObjectsV2Response page = s3.listObjectsV2(
                    request -> request.bucket(bucket).maxKeys(4).continuationToken(continuation));
            assertThat(page.contents()).hasSizeBetween(1, 4);
            page.contents().forEach(object -> listed.add(object.key()));
            token = page.nextContinuationToken();
        } while (token != null);
        Comparator<byte[]> byBytes = Arrays::compareUnsigned;
        keys.sort(Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), byBytes));
        assertThat(listed).isEqualTo(keys);

        ListObjectsV2Response grouped = s3.listObjectsV2(
                request -> request.bucket(bucket).delimiter("/").startAfter("a"));
        assertThat(grouped.commonPrefixes())
                .extracting(CommonPrefix::prefix)
                .containsExactly("dir0/", "dir1/", "dir2/");
        assertThat(grouped.contents()).extracting(S3Object::key).containsExactly("b", "dir0", "zz", "\uffee", "😀");
    }

    @Test
    void deleteObjectsRemovesManyAtOnce() {
        for (int i = 0; i < 20; i++) {
            String key = "k" + i;
            s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(key));
        }
        List<ObjectIdentifier> all = IntStream.rangeClosed(0, 20)
                .mapToObj(i -> ObjectIdentifier.builder().key("k" + i).build())
                .toList();
        var deleted = s3.deleteObjects(request -> request.bucket(bucket).delete(delete -> delete.objects(all)));
        assertThat(deleted.errors()).isEmpty();
        assertThat(s3.listObjectsV2(request -> request.bucket(bucket)).contents())
                .isEmpty();
    }

    @Test
    void aMultipartUploadIsAssembledFromItsPartsInOrder() {
        byte[] first = randomBytes(5 * MIB, 10);
        byte[] second = randomBytes(6 * MIB + 1, 11);
        byte[] last = randomBytes(1234, 12);
        String upload = s3.createMultipartUpload(request -> request.bucket(bucket)
                        .key("k")
                        .contentType("video/test")
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32))
                .uploadId();
        CompletedPart three = uploadPart(upload, 3, last);
        CompletedPart one = uploadPart(upload, 1, first);
        CompletedPart two = uploadPart(upload, 2, second);
        assertThat(s3.listParts(request -> request.bucket(bucket).key("k").uploadId(upload))
                        .parts())
                .extracting(part -> part.partNumber() + ":" + part.size())
                .containsExactly("1:" + first.length, "2:" + second.length, "3:" + last.length);

        var completed = s3.completeMultipartUpload(request -> request.bucket(bucket)
                .key("k")
                .uploadId(upload)
                .multipartUpload(parts -> parts.parts(one, two, three)));
        assertThat(completed.eTag()).endsWith("-3\"");
        var again = s3.completeMultipartUpload(request -> request.bucket(bucket)
                .key("k")
                .uploadId(upload)
                .multipartUpload(parts -> parts.parts(one, two, three)));
        assertThat(again.eTag()).as("a repeated Complete answers the same").isEqualTo(completed.eTag());

        assertThat(get("k")).isEqualTo(concatenate(first, second, last));
        var part =
                s3.getObjectAsBytes(request -> request.bucket(bucket).key("k").partNumber(2));
        assertThat(part.asByteArray()).isEqualTo(second);
        assertThat(part.response().partsCount()).isEqualTo(3);
        assertThat(part.response().contentType()).isEqualTo("video/test");
    }

    @Test
    void anAbortedUploadIsGone() {
        String upload = s3.createMultipartUpload(
                        request -> request.bucket(bucket).key("k"))
                .uploadId();
        uploadPart(upload, 1, randomBytes(100_000, 20));
        assertThat(s3.listMultipartUploads(request -> request.bucket(bucket)).uploads())
                .hasSize(1);
        s3.abortMultipartUpload(request -> request.bucket(bucket).key("k").uploadId(upload));
        assertThat(s3.listMultipartUploads(request -> request.bucket(bucket)).uploads())
                .isEmpty();
        assertThatThrownBy(() ->
                        s3.listParts(request -> request.bucket(bucket).key("k").uploadId(upload)))
                .isInstanceOf(NoSuchUploadException.class);
    }

    @Test
    void copiesAndPartCopiesShareTheBytes() {
        byte[] body = randomBytes(12 * MIB, 30);
        s3.putObject(
                request -> request.bucket(bucket).key("source").metadata(Map.of("a", "1")),
                RequestBody.fromBytes(body));
        s3.copyObject(request -> request.sourceBucket(bucket)
                .sourceKey("source")
                .destinationBucket(bucket)
                .destinationKey("copy"));
        assertThat(get("copy")).isEqualTo(body);
        assertThat(s3.headObject(request -> request.bucket(bucket).key("copy")).metadata())
                .containsEntry("a", "1");

        String upload = s3.createMultipartUpload(
                        request -> request.bucket(bucket).key("joined"))
                .uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        int[][] ranges = {{3, 5 * MIB + 100}, {MIB, 7 * MIB}};
        for (int i = 0; i < ranges.length; i++) {
            int number = i + 1;
            int[] range = ranges[i];
            String etag = s3.uploadPartCopy(request -> request.sourceBucket(bucket)
                            .sourceKey("source")
                            .copySourceRange("bytes=" + range[0] + "-" + (range[1] - 1))
                            .destinationBucket(bucket)
                            .destinationKey("joined")
                            .uploadId(upload)
                            .partNumber(number))
                    .copyPartResult()
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }
        s3.completeMultipartUpload(
                request -> request.bucket(bucket).key("joined").uploadId(upload).multipartUpload(m -> m.parts(parts)));
        s3.deleteObject(request -> request.bucket(bucket).key("source"));
        assertThat(get("joined"))
                .isEqualTo(concatenate(
                        Arrays.copyOfRange(body, ranges[0][0], ranges[0][1]),
                        Arrays.copyOfRange(body, ranges[1][0], ranges[1][1])));
    }

    private CompletedPart uploadPart(String upload, int number, byte[] body) {
        UploadPartResponse response = s3.uploadPart(
                request -> request.bucket(bucket)
                        .key("k")
                        .uploadId(upload)
                        .partNumber(number)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                RequestBody.fromBytes(body));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(response.eTag())
                .checksumCRC32(response.checksumCRC32())
                .build();
    }

    private byte[] get(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
    }

    private static void assertCode(S3Exception e, int status, String code) {
        assertThat(e.statusCode()).isEqualTo(status);
        assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
    }

    private static byte[] randomBytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] concatenate(byte[]... pieces) {
        byte[] all =
                new byte[Arrays.stream(pieces).mapToInt(piece -> piece.length).sum()];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }
}
