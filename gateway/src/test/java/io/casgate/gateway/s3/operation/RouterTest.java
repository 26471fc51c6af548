package io.casgate.gateway.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.casgate.catalog.Condition;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.VersionId;
import io.casgate.gateway.digest.Checksum;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.digest.ChecksumType;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.operation.bucket.CreateBucket;
import io.casgate.gateway.s3.operation.listing.ListObjects;
import io.casgate.gateway.s3.operation.listing.ListObjectsV2;
import io.casgate.gateway.s3.operation.listing.Listings.OwnerDetail;
import io.casgate.gateway.s3.operation.multipart.CompleteMultipartUpload;
import io.casgate.gateway.s3.operation.multipart.CreateMultipartUpload;
import io.casgate.gateway.s3.operation.multipart.UploadPartCopy;
import io.casgate.gateway.s3.operation.object.CopyObject;
import io.casgate.gateway.s3.operation.object.CopyObject.Directive;
import io.casgate.gateway.s3.operation.object.PutObject;
import io.casgate.gateway.s3.request.AclHeaders;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.ByteRange;
import io.casgate.gateway.s3.request.CopySource;
import io.casgate.gateway.s3.request.EntityTags;
import io.casgate.gateway.s3.request.ListingOptions;
import io.casgate.gateway.s3.request.ListingOptions.KeyEncoding;
import io.casgate.gateway.s3.request.ReadOptions;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
    private final S3World world = new S3World("eu-west-1");

    @AfterEach
    void close() {
        world.close();
    }

    private S3Request parse(S3Requests request) {
        return world.router().parse(request.build());
    }

    private Object input(S3Requests request) {
        return parse(request).input();
    }

    private String operation(S3Requests request) {
        return parse(request).operation().name();
    }

    private S3Exception refusalOf(S3Requests request) {
        return assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> parse(request))
                .actual();
    }

    private static S3Requests of(String method, String target) {
        return S3Requests.of(method, target)
                .header("x-amz-acl", "private")
                .header("Content-Length", "0")
                .header("Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg==");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, ListBuckets, s3:ListAllMyBuckets",
        "GET, /?x-id=ListBuckets, ListBuckets, s3:ListAllMyBuckets",
        "PUT, /bucket, CreateBucket, s3:CreateBucket",
        "PUT, /bucket/, CreateBucket, s3:CreateBucket",
        "HEAD, /bucket, HeadBucket, s3:ListBucket",
        "DELETE, /bucket, DeleteBucket, s3:DeleteBucket",
        "GET, /bucket, ListObjects, s3:ListBucket",
        "GET, /bucket?list-type=2, ListObjectsV2, s3:ListBucket",
        "GET, /bucket?location, GetBucketLocation, s3:GetBucketLocation",
        "GET, /bucket?location=, GetBucketLocation, s3:GetBucketLocation",
        "GET, /bucket?acl, GetBucketAcl, s3:GetBucketAcl",
        "PUT, /bucket?acl, PutBucketAcl, s3:PutBucketAcl",
        "GET, /bucket?versions, ListObjectVersions, s3:ListBucketVersions",
        "PUT, /bucket/key?tagging, PutObjectTagging, s3:PutObjectTagging",
        "PUT, /bucket/key?tagging&versionId=null, PutObjectTagging, s3:PutObjectVersionTagging",
        "DELETE, /bucket/key?tagging, DeleteObjectTagging, s3:DeleteObjectTagging",
        "DELETE, /bucket/key?tagging&versionId=null, DeleteObjectTagging, s3:DeleteObjectVersionTagging",
        "GET, /bucket/key?tagging, GetObjectTagging, s3:GetObjectTagging",
        "PUT, /bucket/key?acl, PutObjectAcl, s3:PutObjectAcl",
        "GET, /bucket?requestPayment, GetBucketRequestPayment, s3:GetBucketRequestPayment",
        "GET, /bucket?cors, GetBucketCors, s3:GetBucketCORS",
        "PUT, /bucket?cors, PutBucketCors, s3:PutBucketCORS",
        "DELETE, /bucket?cors, DeleteBucketCors, s3:PutBucketCORS",
        "GET, /bucket?website, GetBucketWebsite, s3:GetBucketWebsite",
        "PUT, /bucket?website, PutBucketWebsite, s3:PutBucketWebsite",
        "DELETE, /bucket?website, DeleteBucketWebsite, s3:DeleteBucketWebsite",
        "GET, /bucket?tagging, GetBucketTagging, s3:GetBucketTagging",
        "PUT, /bucket?tagging, PutBucketTagging, s3:PutBucketTagging",
        "DELETE, /bucket?tagging, DeleteBucketTagging, s3:PutBucketTagging",
        "GET, /bucket?versioning, GetBucketVersioning, s3:GetBucketVersioning",
        "GET, /bucket?policy, GetBucketPolicy, s3:GetBucketPolicy",
        "PUT, /bucket?policy, PutBucketPolicy, s3:PutBucketPolicy",
        "DELETE, /bucket?policy, DeleteBucketPolicy, s3:DeleteBucketPolicy",
        "GET, /bucket?policyStatus, GetBucketPolicyStatus, s3:GetBucketPolicyStatus",
        "GET, /bucket?ownershipControls, GetBucketOwnershipControls, s3:GetBucketOwnershipControls",
        "PUT, /bucket?ownershipControls, PutBucketOwnershipControls, s3:PutBucketOwnershipControls",
        "DELETE, /bucket?ownershipControls, DeleteBucketOwnershipControls, s3:PutBucketOwnershipControls",
        "GET, /bucket?publicAccessBlock, GetPublicAccessBlock, s3:GetBucketPublicAccessBlock",
        "PUT, /bucket?publicAccessBlock, PutPublicAccessBlock, s3:PutBucketPublicAccessBlock",
        "DELETE, /bucket?publicAccessBlock, DeletePublicAccessBlock, s3:PutBucketPublicAccessBlock",
        "GET, /bucket?uploads, ListMultipartUploads, s3:ListBucketMultipartUploads",
        "POST, /bucket?delete, DeleteObjects, s3:DeleteObject",
        "GET, /bucket/key, GetObject, s3:GetObject",
        "GET, /bucket/key?versionId=null, GetObject, s3:GetObjectVersion",
        "HEAD, /bucket/key?versionId=null, HeadObject, s3:GetObjectVersion",
        "DELETE, /bucket/key?versionId=null, DeleteObject, s3:DeleteObjectVersion",
        "GET, /bucket/key?acl&versionId=null, GetObjectAcl, s3:GetObjectVersionAcl",
        "GET, /bucket/key?tagging&versionId=null, GetObjectTagging, s3:GetObjectVersionTagging",
        "GET, /bucket/key?unknown=parameter, GetObject, s3:GetObject",
        "GET, /bucket/key?partNumber=1, GetObject, s3:GetObject",
        "HEAD, /bucket/key, HeadObject, s3:GetObject",
        "GET, /bucket/key?acl, GetObjectAcl, s3:GetObjectAcl",
        "PUT, /bucket/key, PutObject, s3:PutObject",
        "DELETE, /bucket/key, DeleteObject, s3:DeleteObject",
        "POST, /bucket/key?uploads, CreateMultipartUpload, s3:PutObject",
        "PUT, /bucket/key?uploadId=u&partNumber=1, UploadPart, s3:PutObject",
        "GET, /bucket/key?uploadId=u, ListParts, s3:ListMultipartUploadParts",
        "POST, /bucket/key?uploadId=u, CompleteMultipartUpload, s3:PutObject",
        "DELETE, /bucket/key?uploadId=u, AbortMultipartUpload, s3:AbortMultipartUpload",
    })
    void findsTheOperation(String method, String target, String operation, String permission) {
        S3Request request = parse(of(method, target));
        assertThat(request.operation().name()).isEqualTo(operation);
        assertThat(request.action().policyName()).isEqualTo(permission);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /bucket/key",
        "POST, /bucket/key?select&select-type=2",
        "POST, /bucket/key?restore",
        "PUT, /bucket?notification",
        "GET, /bucket?analytics&id=1",
        "GET, /bucket?inventory",
        "GET, /bucket?metrics",
        "GET, /bucket?session",
        "GET, /bucket?somethingOfTheFuture",
        "HEAD, /bucket?acl",
        "GET, /bucket/key?torrent",
        "PUT, /bucket/key?somethingOfTheFuture",
        "HEAD, /bucket/key?uploadId=u",
        "GET, /?somethingOfTheFuture",
    })
    void refusesWhatIsNotImplementedInsteadOfTakingItForSomethingElse(String method, String target) {
        assertThat(refusalOf(of(method, target)).error()).isEqualTo(S3Error.NOT_IMPLEMENTED);
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-server-side-encryption, AES256",
        "x-amz-server-side-encryption-customer-algorithm, AES256",
    })
    void refusesHeadersOfFeaturesThatDoNotExist(String header, String value) {
        S3Exception refusal = refusalOf(of("PUT", "/bucket/key").header(header, value));
        assertThat(refusal.error()).isEqualTo(S3Error.NOT_IMPLEMENTED);
        assertThat(refusal.details()).containsEntry("Header", header);
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-tagging, ''",
        "x-amz-storage-class, STANDARD",
        "x-amz-request-payer, requester",
    })
    void letsHeadersThroughThatAskForNothing(String header, String value) {
        assertThat(operation(of("PUT", "/bucket/key").header(header, value))).isEqualTo("PutObject");
    }

    @Test
    void refusesOtherMethods() {
        assertThat(refusalOf(S3Requests.of("PATCH", "/bucket/key")).error()).isEqualTo(S3Error.METHOD_NOT_ALLOWED);
        assertThat(refusalOf(S3Requests.of("PUT", "/")).error()).isEqualTo(S3Error.METHOD_NOT_ALLOWED);
    }

    @Test
    void refusesPartsOfNoUpload() {
        S3Exception part = refusalOf(of("PUT", "/bucket/key?partNumber=1"));
        assertThat(part.error()).isEqualTo(S3Error.INVALID_ARGUMENT);
        S3Exception copy = refusalOf(of("PUT", "/bucket/key?partNumber=1").header("x-amz-copy-source", "bucket/other"));
        assertThat(copy.error()).isEqualTo(S3Error.INVALID_ARGUMENT);
    }

    @Test
    void refusesTwoSubresourcesAtOnce() {
        S3Exception refusal = refusalOf(of("GET", "/bucket?acl&policy"));
        assertThat(refusal.error()).isEqualTo(S3Error.INVALID_ARGUMENT);
        assertThat(refusal.message()).isEqualTo("Conflicting query string parameters: acl, policy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/bucket/a/b a/b",
                "/bucket//a /a",
                "/bucket//// ///",
                "/bucket/a//b/ a//b/",
                "/bucket/./../a ./../a",
                "/bucket/a%2Fb a/b",
                "/bucket/a+b a+b",
                "/bucket/a%2Bb a+b",
                "/bucket/%25 %",
                "/bucket/%2541 %41",
                "/bucket/%e4%bd%a0%F0%9F%98%80 你😀",
                "/bucket/%01%7f '\u0001\u007f'",
            })
    void takesKeysAsTheyAreSent(String target, String key) {
        assertThat(parse(of("GET", target))).isInstanceOfSatisfying(S3Request.OfObject.class, get -> {
            assertThat(get.bucket()).isEqualTo("bucket");
            assertThat(get.key()).isEqualTo(new ObjectKey(key));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bucket/%", "/bucket/%4", "/bucket/%zz", "/bucket/%ff", "/bucket/%ed%a0%80", "/b/k?x=%"})
    void refusesWhatIsNotPercentEncodedUtf8(String target) {
        assertThat(refusalOf(of("GET", target)).error()).isEqualTo(S3Error.INVALID_URI);
    }

    @Test
    void limitsKeysByTheirUtf8Form() {
        assertThat(operation(of("GET", "/bucket/" + "%e4%bd%a0".repeat(341) + "a")))
                .isEqualTo("GetObject");
        S3Exception refusal = refusalOf(of("GET", "/bucket/" + "%e4%bd%a0".repeat(341) + "ab"));
        assertThat(refusal.error()).isEqualTo(S3Error.KEY_TOO_LONG);
        assertThat(refusal.details()).containsEntry("Size", "1025").containsEntry("MaxSizeAllowed", "1024");
    }

    @ParameterizedTest
    @CsvSource({
        "bucket.gateway.example, /a/b, bucket, a/b",
        "bucket.gateway.example:9000, //a, bucket, /a",
        "my.dotted.bucket.Gateway.Example, /a, my.dotted.bucket, a",
        "gateway.example, /bucket/a, bucket, a",
        "[::1]:9000, /bucket/a, bucket, a",
        "other.example.org, /bucket/a, bucket, a",
    })
    void findsTheBucketInHostOrPath(String host, String target, String bucket, String key) {
        assertThat(parse(of("GET", target).header("Host", host)))
                .isInstanceOfSatisfying(S3Request.OfObject.class, get -> {
                    assertThat(get.bucket()).isEqualTo(bucket);
                    assertThat(get.key()).isEqualTo(new ObjectKey(key));
                });
    }

    @Test
    void readsListings() {
        ListObjectsV2.Input v2 = (ListObjectsV2.Input) input(of(
                "GET",
                "/bucket?list-type=2&prefix=a%20b+c&delimiter=%2F&max-keys=5000&encoding-type=url"
                        + "&start-after=x&fetch-owner=true"));
        assertThat(v2.options()).isEqualTo(new ListingOptions("a b c", "/", 1000, KeyEncoding.URL));
        assertThat(v2.startAfter()).isEqualTo("x");
        assertThat(v2.ownerDetail()).isEqualTo(OwnerDetail.SHOWN);

        ListObjects.Input v1 = (ListObjects.Input) input(of("GET", "/bucket?max-keys=0&marker=m&prefix=&delimiter="));
        assertThat(v1.options()).isEqualTo(new ListingOptions("", "", 0, KeyEncoding.NONE));
        assertThat(v1.marker()).isEqualTo("m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bucket?max-keys=-1",
                "/bucket?max-keys=ten",
                "/bucket?max-keys=99999999999",
                "/bucket?encoding-type=base64",
                "/bucket?list-type=2&continuation-token=",
                "/bucket?list-type=2&continuation-token=!!",
                "/bucket/key?partNumber=0",
                "/bucket/key?partNumber=10001",
                "/bucket/key?partNumber=x",
                "/bucket/key?versionId=3sL4kqtJlcpXroDTDmJ",
                "/bucket/key?versionId=",
                "/bucket?versions&version-id-marker=null",
                "/bucket?versions&key-marker=k&version-id-marker=x",
                "/?max-buckets=0",
            })
    void refusesArgumentsOutOfRange(String target) {
        assertThat(refusalOf(of("GET", target)).error()).isEqualTo(S3Error.INVALID_ARGUMENT);
    }

    @Test
    void keepsTheHeadersOfAnObject() {
        PutObject.Input put = (PutObject.Input) input(of("PUT", "/bucket/key")
                .header("Content-Type", "text/plain")
                .header("Cache-Control", "no-cache")
                .header("Content-Encoding", "aws-chunked,gzip")
                .header("X-Amz-Storage-Class", "STANDARD_IA")
                .header("x-amz-meta-One", "1")
                .header("x-amz-meta-one", "2")
                .header("X-AMZ-META-Two", "ä"));
        assertThat(put.headers().headers())
                .isEqualTo(Map.of(
                        "content-type", "text/plain",
                        "cache-control", "no-cache",
                        "content-encoding", "gzip",
                        "x-amz-storage-class", "STANDARD_IA"));
        assertThat(put.headers().metadata()).isEqualTo(Map.of("one", "1,2", "two", "ä"));
    }

    @Test
    void dropsAContentEncodingThatIsOnlyTheFraming() {
        PutObject.Input put =
                (PutObject.Input) input(of("PUT", "/bucket/key").header("Content-Encoding", "aws-chunked"));
        assertThat(put.headers().headers()).isEqualTo(Map.of("content-type", "binary/octet-stream"));
    }

    @Test
    void limitsUserMetadata() {
        assertThat(operation(of("PUT", "/bucket/key").header("x-amz-meta-k", "v".repeat(2047))))
                .isEqualTo("PutObject");
        assertThat(refusalOf(of("PUT", "/bucket/key").header("x-amz-meta-k", "v".repeat(2048)))
                        .error())
                .isEqualTo(S3Error.METADATA_TOO_LARGE);
    }

    @Test
    void takesHeadersThatAPresignedQueryCarries() {
        PutObject.Input put = (PutObject.Input) input(
                of("PUT", "/bucket/key?X-Amz-Signature=0&x-amz-meta-name=v%C3%A4l&x-amz-checksum-crc32=AAAAAA%3D%3D"));
        assertThat(put.headers().metadata())
                .isEqualTo(Map.of(
                        "name", new String("väl".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)));
        assertThat(put.body().checks().checksum()).isEqualTo(new Checksum(ChecksumAlgorithm.CRC32, "AAAAAA==", 0));
        assertThat(refusalOf(of("PUT", "/bucket/key?x-amz-meta-name=a%0D%0Ab")).error())
                .isEqualTo(S3Error.INVALID_ARGUMENT);
    }

    @Test
    void findsTheLengthOfThePayload() {
        assertThat(put(S3Requests.of("PUT", "/bucket/key").header("Content-Length", "7"))
                        .length())
                .isEqualTo(7);
        assertThat(put(S3Requests.of("PUT", "/bucket/key")
                                .header("Content-Length", "99")
                                .header("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
                                .header("x-amz-decoded-content-length", "7"))
                        .length())
                .isEqualTo(7);
        assertThat(put(S3Requests.of("PUT", "/bucket/key")
                                .header("Transfer-Encoding", "chunked")
                                .header("x-amz-decoded-content-length", "7"))
                        .length())
                .isEqualTo(7);
    }

    @Test
    void uploadsInChunkedTransferCodingNeedNotTellTheirLength() {
        BodyDeclaration put = put(S3Requests.of("PUT", "/bucket/key").header("Transfer-Encoding", "chunked"));
        assertThat(put.bound()).isEqualTo(BodyDeclaration.Bound.AT_MOST);
        assertThat(put.length()).isEqualTo(5L << 30);
    }

    private BodyDeclaration put(S3Requests request) {
        return ((PutObject.Input) input(request)).body();
    }

    @Test
    void refusesBodiesWithoutLengthOrBeyondTheLimit() {
        assertThat(refusalOf(S3Requests.of("PUT", "/bucket/key")).error()).isEqualTo(S3Error.MISSING_CONTENT_LENGTH);
        assertThat(refusalOf(S3Requests.of("POST", "/bucket?delete").header("Transfer-Encoding", "chunked"))
                        .error())
                .isEqualTo(S3Error.MISSING_CONTENT_LENGTH);
        assertThat(refusalOf(S3Requests.of("PUT", "/bucket/key")
                                .header("Transfer-Encoding", "chunked")
                                .header("x-amz-write-offset-bytes", "0"))
                        .error())
                .isEqualTo(S3Error.MISSING_CONTENT_LENGTH);
        assertThat(refusalOf(S3Requests.of("PUT", "/bucket/key")
                                .header("Transfer-Encoding", "chunked")
                                .header("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"))
                        .error())
                .isEqualTo(S3Error.MISSING_CONTENT_LENGTH);
        assertThat(refusalOf(S3Requests.of("PUT", "/bucket/key")
                                .header("Content-Length", "99")
                                .header("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"))
                        .error())
                .isEqualTo(S3Error.MISSING_CONTENT_LENGTH);
        assertThat(put(S3Requests.of("PUT", "/bucket/key").header("Content-Length", "5368709120"))
                        .length())
                .isEqualTo(5L << 30);
        assertThat(refusalOf(S3Requests.of("PUT", "/bucket/key").header("Content-Length", "5368709121"))
                        .error())
                .isEqualTo(S3Error.ENTITY_TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({
        "Content-MD5, not base64, INVALID_DIGEST",
        "Content-MD5, AAAA, INVALID_DIGEST",
        "x-amz-checksum-crc32, AAAA, INVALID_REQUEST",
        "x-amz-checksum-sha256, AAAAAA==, INVALID_REQUEST",
        "x-amz-sdk-checksum-algorithm, CRC32, INVALID_REQUEST",
        "x-amz-sdk-checksum-algorithm, CRC33, INVALID_REQUEST",
        "x-amz-trailer, x-amz-meta-a, INVALID_REQUEST",
    })
    void refusesDigestsThatCannotBe(String header, String value, S3Error error) {
        S3Requests request = S3Requests.of("PUT", "/bucket/key")
                .header("Content-Length", "0")
                .header(header, value);
        assertThat(refusalOf(request).error()).isEqualTo(error);
    }

    @Test
    void acceptsOneChecksumOnly() {
        S3Requests two = of("PUT", "/bucket/key")
                .header("x-amz-checksum-crc32", "AAAAAA==")
                .header("x-amz-checksum-crc32c", "AAAAAA==");
        assertThat(refusalOf(two).error()).isEqualTo(S3Error.INVALID_REQUEST);
        S3Requests headerAndTrailer = of("PUT", "/bucket/key")
                .header("x-amz-checksum-crc32", "AAAAAA==")
                .header("x-amz-trailer", "x-amz-checksum-crc32");
        assertThat(refusalOf(headerAndTrailer).error()).isEqualTo(S3Error.INVALID_REQUEST);
        S3Requests announcedOtherwise = of("PUT", "/bucket/key")
                .header("x-amz-checksum-crc32", "AAAAAA==")
                .header("x-amz-sdk-checksum-algorithm", "SHA256");
        assertThat(refusalOf(announcedOtherwise).error()).isEqualTo(S3Error.INVALID_REQUEST);
    }

    @Test
    void expectsAChecksumInATrailer() {
        PutObject.Input put = (PutObject.Input) input(of("PUT", "/bucket/key")
                .header("x-amz-trailer", "X-Amz-Checksum-CRC64NVME")
                .header("x-amz-sdk-checksum-algorithm", "crc64nvme"));
        assertThat(put.body().checks().trailerAlgorithm()).isEqualTo(ChecksumAlgorithm.CRC64NVME);
        assertThat(put.body().checks().trailers()).isEqualTo(Set.of("x-amz-checksum-crc64nvme"));
    }

    @Test
    void deletesManyOnlyWithSomethingThatVouchesForTheList() {
        assertThat(refusalOf(S3Requests.of("POST", "/bucket?delete").header("Content-Length", "1"))
                        .error())
                .isEqualTo(S3Error.INVALID_REQUEST);
        assertThat(operation(S3Requests.of("POST", "/bucket?delete")
                        .header("Content-Length", "1")
                        .header("x-amz-checksum-crc32", "AAAAAA==")))
                .isEqualTo("DeleteObjects");
    }

    @Test
    void readsWriteConditions() {
        assertThat(condition(of("PUT", "/bucket/key"))).isEqualTo(new Condition.None());
        assertThat(condition(of("PUT", "/bucket/key").header("If-None-Match", "*")))
                .isEqualTo(new Condition.IfAbsent());
        assertThat(condition(of("PUT", "/bucket/key").header("If-Match", "*"))).isEqualTo(new Condition.IfPresent());
        assertThat(condition(of("PUT", "/bucket/key").header("If-Match", "\"a\", b")))
                .isEqualTo(new Condition.IfMatch(Set.of("a", "b")));
        assertThat(condition(of("PUT", "/bucket/key").header("If-None-Match", "\"a\", b")))
                .isEqualTo(new Condition.IfNoneMatch(Set.of("a", "b")));
        assertThat(refusalOf(of("PUT", "/bucket/key")
                                .header("If-None-Match", "*")
                                .header("If-Match", "a"))
                        .error())
                .isEqualTo(S3Error.NOT_IMPLEMENTED);
    }

    private Condition condition(S3Requests request) {
        return ((PutObject.Input) input(request)).condition();
    }

    @Test
    void readsCopies() {
        CopyObject.Input copy = (CopyObject.Input) input(of("PUT", "/bucket/key")
                .header("x-amz-copy-source", "/other/a%20key?versionId=null")
                .header("x-amz-metadata-directive", "REPLACE")
                .header("x-amz-copy-source-if-match", "unquoted")
                .header("x-amz-meta-a", "b"));
        assertThat(copy.source()).isEqualTo(new CopySource("other", "a key", VersionId.NULL));
        assertThat(copy.metadata()).isEqualTo(Directive.REPLACE);
        assertThat(copy.sourceConditions().ifMatch()).isEqualTo(EntityTags.parse("\"unquoted\""));

        UploadPartCopy.Input part = (UploadPartCopy.Input) input(of("PUT", "/bucket/key?uploadId=u&partNumber=2")
                .header("x-amz-copy-source", "other/key")
                .header("x-amz-copy-source-range", "bytes=0-9"));
        assertThat(part.range()).isEqualTo(new ByteRange.Between(0, 9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-", "bytes=-5", "0-9", "bytes=9-0", "bytes=0-1,3-4", "bytes=a-b"})
    void refusesCopyRangesThatHaveNoTwoEnds(String range) {
        assertThat(refusalOf(of("PUT", "/bucket/key?uploadId=u&partNumber=2")
                                .header("x-amz-copy-source", "other/key")
                                .header("x-amz-copy-source-range", range))
                        .error())
                .isEqualTo(S3Error.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @CsvSource({
        "CRC32, , COMPOSITE",
        "CRC32, FULL_OBJECT, FULL_OBJECT",
        "CRC64NVME, , FULL_OBJECT",
        "SHA256, COMPOSITE, COMPOSITE",
    })
    void choosesTheChecksumTypeOfAnUpload(String algorithm, String type, ChecksumType expected) {
        S3Requests request = of("POST", "/bucket/key?uploads").header("x-amz-checksum-algorithm", algorithm);
        S3Request parsed = parse(type == null ? request : request.header("x-amz-checksum-type", type));
        assertThat(((CreateMultipartUpload.Input) parsed.input()).checksumType())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "CRC64NVME, COMPOSITE",
        "SHA256, FULL_OBJECT",
        "SHA1, FULL_OBJECT",
        "XXHASH3, FULL_OBJECT",
        ", COMPOSITE"
    })
    void refusesChecksumTypesThatAnAlgorithmCannotHave(String algorithm, String type) {
        S3Requests request = of("POST", "/bucket/key?uploads").header("x-amz-checksum-type", type);
        S3Requests complete = algorithm == null ? request : request.header("x-amz-checksum-algorithm", algorithm);
        assertThat(refusalOf(complete).error()).isEqualTo(S3Error.INVALID_REQUEST);
    }

    @Test
    void takesACompletionsChecksumForTheObjectsAndNotTheBodys() {
        CompleteMultipartUpload.Input complete =
                (CompleteMultipartUpload.Input) input(of("POST", "/bucket/key?uploadId=u")
                        .header("x-amz-checksum-crc32", "AAAAAA==-3")
                        .header("x-amz-checksum-type", "COMPOSITE")
                        .header("x-amz-mp-object-size", "12"));
        assertThat(complete.checksum()).isEqualTo(new Checksum(ChecksumAlgorithm.CRC32, "AAAAAA==", 3));
        assertThat(complete.checksumType()).isEqualTo(ChecksumType.COMPOSITE);
        assertThat(complete.objectSize()).isEqualTo(12L);
        assertThat(complete.body().checks().checksum()).isNull();
    }

    @Test
    void readsOverridesAndModes() {
        ReadOptions get =
                (ReadOptions) input(of("GET", "/bucket/key?response-content-type=text%2Fhtml&response-cache-control=")
                        .header("x-amz-checksum-mode", "ENABLED")
                        .header("Range", "bytes=1-2"));
        assertThat(get.overrides()).isEqualTo(Map.of("content-type", "text/html"));
        assertThat(get.checksumMode()).isEqualTo(ReadOptions.ChecksumMode.ENABLED);
        assertThat(get.range()).isEqualTo(new ByteRange.Between(1, 2));
        assertThat(refusalOf(of("GET", "/bucket/key?partNumber=1").header("Range", "bytes=1-2"))
                        .error())
                .isEqualTo(S3Error.INVALID_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "UPPER",
                "under_score",
                "-dash",
                "dash-",
                "two..dots",
                "dot.-dash",
                "192.168.0.1",
                "xn--punycode",
                "sthree-x",
                "amzn-s3-demo-x",
                "alias-s3alias",
                "lambda--ol-s3",
                "zone--x-s3",
                "point.mrap",
                "tables--table-s3"
            })
    void refusesNamesThatBucketsCannotHave(String name) {
        assertThat(refusalOf(of("PUT", "/" + name)).error()).isEqualTo(S3Error.INVALID_BUCKET_NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a.b.c", "1bucket", "my-bucket.example", "1.2.3.4.5"})
    void acceptsNamesThatBucketsCanHave(String name) {
        assertThat(input(of("PUT", "/" + name)))
                .isEqualTo(new CreateBucket.Input(
                        name, new AclHeaders(Map.of("x-amz-acl", "private")), null, CreateBucket.Lock.DISABLED, null));
    }
}
