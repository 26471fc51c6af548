package io.casgate.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.fuzz.FuzzTarget;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.xml.XmlReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/**
 * Whatever a known user asks for: never an internal error, always an answer that can be sent, and a request that is
 * refused has changed nothing that can be seen. A request is its method, its target, and a line for each header; then
 * an empty line and the body. UPLOAD stands for the id of an upload that has a part.
 */
class S3HandlerFuzzTest implements FuzzTarget {
    /** What the transport lets through. */
    private static final Pattern HEAD = Pattern.compile(
            "([A-Z]{1,16}) (/[!-~\\x80-\\xff]*)\n((?:[!#$%&'*+.^_`|~0-9A-Za-z-]++:[\\t -~\\x80-\\xff]*+\n)*+)\n");

    private static final Pattern FRAMING =
            Pattern.compile("(?im)^(?:content-length|transfer-encoding|host|authorization|x-amz-date):.*\n");
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final List<String> VIEWS = List.of(
            "/",
            "/bucket?versions",
            "/bucket?uploads",
            "/bucket?versioning",
            "/bucket/key",
            "/bucket/key?tagging",
            "/bucket/key?uploadId=UPLOAD",
            "/bucket/key?acl",
            "/bucket?acl",
            "/bucket?policy",
            "/bucket?cors",
            "/bucket?lifecycle",
            "/bucket?tagging",
            "/bucket?ownershipControls",
            "/bucket?publicAccessBlock");

    private @Nullable Service service;

    /** With | for a line feed. */
    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "GET /||",
                        "PUT /new||<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>",
                        "DELETE /bucket||",
                        "HEAD /bucket||",
                        "GET /bucket?list-type=2&prefix=k&delimiter=/&max-keys=7&start-after=a&encoding-type=url&fetch-owner=true||",
                        "GET /bucket?marker=a&max-keys=1||",
                        "GET /bucket?versions&key-marker=k&version-id-marker=null&max-keys=2||",
                        "GET /bucket?uploads&prefix=k&key-marker=a&upload-id-marker=b||",
                        "GET /bucket?location||",
                        "PUT /bucket?versioning||<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
                        "PUT /bucket?acl|x-amz-acl: private||",
                        "PUT /bucket?policy||{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\","
                                + " \"Action\": \"s3:GetObject\", \"Resource\": \"arn:aws:s3:::bucket/*\"}}",
                        "GET /bucket?policyStatus||",
                        "PUT /bucket?acl||<AccessControlPolicy><AccessControlList><Grant><Grantee xmlns:xsi="
                                + "\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"Group\"><URI>"
                                + "http://acs.amazonaws.com/groups/global/AllUsers</URI></Grantee><Permission>READ"
                                + "</Permission></Grant></AccessControlList></AccessControlPolicy>",
                        "PUT /bucket?ownershipControls||<OwnershipControls><Rule><ObjectOwnership>ObjectWriter"
                                + "</ObjectOwnership></Rule></OwnershipControls>",
                        "PUT /bucket?publicAccessBlock||<PublicAccessBlockConfiguration><BlockPublicAcls>true"
                                + "</BlockPublicAcls></PublicAccessBlockConfiguration>",
                        "PUT /bucket?cors||<CORSConfiguration><CORSRule><ID>a</ID><AllowedOrigin>http://*.a</AllowedOrigin>"
                                + "<AllowedMethod>PUT</AllowedMethod><AllowedHeader>x-*</AllowedHeader>"
                                + "<MaxAgeSeconds>3000</MaxAgeSeconds></CORSRule></CORSConfiguration>",
                        "PUT /bucket?lifecycle||<LifecycleConfiguration><Rule><ID>a</ID><Filter><And><Prefix>k</Prefix>"
                                + "<Tag><Key>a</Key><Value>b</Value></Tag></And></Filter><Status>Enabled</Status>"
                                + "<Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>",
                        "PUT /bucket?tagging||<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>",
                        "PUT /bucket/key?acl|x-amz-grant-read: uri=\"http://acs.amazonaws.com/groups/global/AllUsers\"||",
                        "PUT /bucket/a%20b|Content-Type: text/plain|x-amz-meta-a: v|Content-MD5: 1B2M2Y8AsgTpgAmY7PhCfg==|"
                                + "x-amz-checksum-crc32: NhCmhg==|x-amz-storage-class: STANDARD||hello",
                        "PUT /bucket/key|If-None-Match: *||hello",
                        "PUT /bucket/key|x-amz-tagging: a=b&c=d|x-amz-object-lock-mode: GOVERNANCE||hello",
                        "PUT /bucket/copy|x-amz-copy-source: /bucket/key?versionId=null|x-amz-metadata-directive: REPLACE|"
                                + "x-amz-copy-source-if-match: \"a\"||",
                        "GET /bucket/key?response-content-type=a%2Fb&partNumber=1|Range: bytes=0-3|If-Match: *|"
                                + "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT|x-amz-checksum-mode: ENABLED||",
                        "HEAD /bucket/key?versionId=null||",
                        "GET /bucket/key?attributes|x-amz-object-attributes: ETag,Checksum||",
                        "DELETE /bucket/key?versionId=null||",
                        "POST /bucket?delete|x-amz-checksum-crc32: AAAAAA==||<Delete><Object><Key>key</Key></Object></Delete>",
                        "POST /bucket/new?uploads|x-amz-checksum-algorithm: CRC32|x-amz-checksum-type: COMPOSITE||",
                        "PUT /bucket/key?partNumber=2&uploadId=UPLOAD||hello",
                        "PUT /bucket/key?partNumber=2&uploadId=UPLOAD|x-amz-copy-source: bucket/key|"
                                + "x-amz-copy-source-range: bytes=0-3||",
                        "GET /bucket/key?uploadId=UPLOAD&max-parts=1&part-number-marker=0||",
                        "POST /bucket/key?uploadId=UPLOAD||<CompleteMultipartUpload><Part><PartNumber>1</PartNumber>"
                                + "<ETag>ETAG</ETag></Part></CompleteMultipartUpload>",
                        "DELETE /bucket/key?uploadId=UPLOAD||",
                        "PUT /bucket/key?tagging||<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>",
                        "POST /bucket|Content-Type: multipart/form-data; boundary=b||--b\r|Content-Disposition: form-data; "
                                + "name=\"key\"\r|\r|k/${filename}\r|--b\r|Content-Disposition: form-data; name=\"file\"; "
                                + "filename=\"f\"\r|\r|hello\r|--b--\r|",
                        "OPTIONS /bucket/key|Origin: http://a|Access-Control-Request-Method: PUT||")
                .map(text -> text.replace('|', '\n').getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    @Override
    public List<String> words() {
        return List.of(
                "?acl",
                "?lifecycle",
                "?cors",
                "?website",
                "?retention",
                "?legal-hold",
                "?renameObject",
                "&versionId=",
                "&uploadId=UPLOAD",
                "&partNumber=10001",
                "&x-amz-meta-a=%0A",
                "&max-keys=-1",
                "&continuation-token=",
                "&encoding-type=url",
                "%00",
                "%ED%A0%80",
                "%F0%9F%98%80",
                "x-amz-decoded-content-length: 5\n",
                "x-amz-trailer: x-amz-checksum-crc32\n",
                "x-amz-sdk-checksum-algorithm: SHA256\n",
                "x-amz-mp-object-size: 99999999999999999999\n",
                "x-amz-write-offset-bytes: 5\n",
                "x-amz-copy-source: ",
                "x-amz-grant-read: id=\"a\"\n",
                "x-amz-expected-bucket-owner: x\n",
                "x-amz-server-side-encryption: aws:kms\n",
                "Content-Encoding: aws-chunked,gzip\n",
                "Expires: x\n",
                "Range: bytes=-0\n",
                "If-Range: \"\n",
                "If-Unmodified-Since: +999999999-12-31T23:59:59Z\n",
                "<Key></Key>",
                "<VersionId>x</VersionId>",
                "<Quiet>",
                "&#x0;",
                "&#xFFFE;",
                "<![CDATA[]]>");
    }

    @Override
    public void check(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        Matcher head = HEAD.matcher(text);
        if (!head.lookingAt()) {
            return;
        }
        Answer answer = service().send(head, Arrays.copyOfRange(input, head.end(), input.length));
        assertSendable(answer);
        boolean reads = READS.contains(head.group(1));
        if (answer.status() >= 400) {
            assertRefusal(head.group(1), answer);
            assertThat(reads || service().isUnchanged()).isTrue();
        } else if (!reads) {
            stop();
        }
    }

    private Service service() {
        if (service == null) {
            service = new Service();
        }
        return service;
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.s3.close();
            service = null;
        }
    }

    /** A bucket with an object, and an upload of which one part has come: always the same but for the upload's id. */
    private static final class Service {
        private final S3World s3 = new S3World("eu-central-1");
        private final String upload;
        private final List<String> view;

        Service() {
            s3.send(S3Requests.of("PUT", "/bucket"));
            s3.send(S3Requests.of("PUT", "/bucket/key").body(Bodies.utf8("hello, world")));
            upload = s3.send(S3Requests.of("POST", "/bucket/key?uploads"))
                    .xml("InitiateMultipartUploadResult")
                    .requiredText("UploadId");
            s3.send(S3Requests.of("PUT", "/bucket/key?partNumber=1&uploadId=" + upload)
                    .body(Bodies.utf8("part")));
            view = view();
        }

        Answer send(Matcher head, byte[] body) {
            return s3.send(request(head, upload, body));
        }

        boolean isUnchanged() {
            return s3.ports().intentsAtRest().isEmpty() && view().equals(view);
        }

        private List<String> view() {
            return VIEWS.stream()
                    .map(target -> s3.send(S3Requests.of("GET", target.replace("UPLOAD", upload)))
                            .text())
                    .toList();
        }
    }

    private static S3Requests request(Matcher head, String upload, byte[] body) {
        S3Requests request = S3Requests.of(head.group(1), head.group(2).replace("UPLOAD", upload));
        FRAMING.matcher(head.group(3)).replaceAll("").lines().forEach(line -> {
            String[] field = line.split(":", 2);
            request.header(field[0], field[1].strip());
        });
        boolean hasBody = body.length > 0 || Stream.of("PUT", "POST").anyMatch(head.group(1)::equals);
        String text = new String(body, StandardCharsets.ISO_8859_1).replace("ETAG", Bodies.md5(Bodies.utf8("part")));
        return hasBody ? request.body(text.getBytes(StandardCharsets.ISO_8859_1)) : request;
    }

    private static void assertSendable(Answer answer) {
        assertThat(answer.status()).isBetween(200, 599).isNotEqualTo(500);
        answer.response()
                .headers()
                .forEach((name, value) -> assertThat(value).as(name).matches("[\\t -~\\x80-\\xff]*"));
        assertThat(answer.bytes().length).isLessThan(1 << 20);
    }

    /** NUL is written as a reference, like other characters that XML cannot have, but no parser takes it. */
    private static void assertRefusal(String method, Answer answer) {
        if (!method.equals("HEAD")) {
            byte[] xml = Bodies.utf8(answer.text().replace("&#x0;", ""));
            assertThat(XmlReader.read(xml, "Error").requiredText("Code")).isNotEqualTo("InternalError");
        }
    }
}
