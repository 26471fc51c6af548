package io.casgate.gateway.s3.operation.acl;

import static io.casgate.gateway.s3.Bodies.utf8;
import static io.casgate.gateway.s3.S3World.ALICE;
import static io.casgate.gateway.s3.S3World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.s3.OneBucket;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.xml.XmlElement;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is granted what by access control lists, how they are set, and what is told of them. */
class AclTest extends OneBucket {
    private static final String ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";

    /** Sends Alice's request with one more header. */
    private Answer with(String method, String target, String header, String value) {
        return s3.send(S3Requests.of(method, target).header(header, value).body(HELLO));
    }

    private Answer setAcl(String target, String canned) {
        return s3.send(S3Requests.of("PUT", target).header("x-amz-acl", canned));
    }

    private int bobs(String method, String target) {
        return s3.send(BOB, S3Requests.of(method, target)).status();
    }

    private int anyones(String method, String target) {
        return s3.sendUnsigned(S3Requests.of(method, target)).status();
    }

    /** The grants of a list, as "PERMISSION alice" or "PERMISSION AllUsers", sorted. */
    private List<String> grants(String target) {
        XmlElement list = send("GET", target).xml("AccessControlPolicy");
        return Objects.requireNonNull(list.child("AccessControlList")).children("Grant").stream()
                .map(AclTest::grant)
                .sorted()
                .toList();
    }

    private static String grant(XmlElement grant) {
        XmlElement grantee = Objects.requireNonNull(grant.child("Grantee"));
        String name = grantee.optionalText("DisplayName");
        String uri = grantee.optionalText("URI");
        return grant.requiredText("Permission") + " " + (uri == null ? name : uri.substring(uri.lastIndexOf('/') + 1));
    }

    private static String document(String grants) {
        return "<AccessControlPolicy><Owner><ID>" + ALICE.canonicalId() + "</ID></Owner><AccessControlList>" + grants
                + "</AccessControlList></AccessControlPolicy>";
    }

    private static String grant(String type, String grantee, String permission) {
        return "<Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"" + type + "\">"
                + grantee + "</Grantee><Permission>" + permission + "</Permission></Grant>";
    }

    @Test
    void tellsListsWithTheGroupsFirst() {
        assertThat(setAcl("/bucket?acl", "public-read").status()).isEqualTo(200);
        assertThat(send("GET", "/bucket?acl").text())
                .endsWith("<Owner><ID>" + ALICE.canonicalId() + "</ID><DisplayName>alice</DisplayName></Owner>"
                        + "<AccessControlList>"
                        + "<Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"Group\">"
                        + "<URI>" + ALL_USERS + "</URI></Grantee><Permission>READ</Permission></Grant>"
                        + "<Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                        + " xsi:type=\"CanonicalUser\"><ID>" + ALICE.canonicalId()
                        + "</ID><DisplayName>alice</DisplayName></Grantee><Permission>FULL_CONTROL</Permission></Grant>"
                        + "</AccessControlList></AccessControlPolicy>");
    }

    @ParameterizedTest
    @CsvSource({
        "private, 403, 403, 403, 403",
        "public-read, 200, 200, 403, 403",
        "public-read-write, 200, 200, 200, 200",
        "authenticated-read, 200, 403, 403, 403"
    })
    void cannedListsOfBuckets(String acl, int bobLists, int anyoneLists, int bobWrites, int anyoneWrites) {
        assertThat(setAcl("/bucket?acl", acl).status()).isEqualTo(200);
        assertThat(bobs("GET", "/bucket")).isEqualTo(bobLists);
        assertThat(anyones("GET", "/bucket")).isEqualTo(anyoneLists);
        assertThat(s3.send(BOB, S3Requests.of("PUT", "/bucket/b").body(HELLO)).status())
                .isEqualTo(bobWrites);
        assertThat(s3.sendUnsigned(S3Requests.of("PUT", "/bucket/a").body(HELLO))
                        .status())
                .isEqualTo(anyoneWrites);
        assertThat(bobs("GET", "/bucket?acl")).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "private, 403, 403",
        "public-read, 200, 200",
        "public-read-write, 200, 200",
        "authenticated-read, 200, 403",
        "bucket-owner-read, 403, 403"
    })
    void cannedListsOfObjects(String acl, int bobReads, int anyoneReads) {
        assertThat(with("PUT", "/bucket/key", "x-amz-acl", acl).status()).isEqualTo(200);
        assertThat(bobs("GET", "/bucket/key")).isEqualTo(bobReads);
        assertThat(anyones("HEAD", "/bucket/key")).isEqualTo(anyoneReads);
        assertThat(bobs("GET", "/bucket/key?acl")).isEqualTo(403);
        assertThat(bobs("DELETE", "/bucket/key")).isEqualTo(403);
    }

    @Test
    void headersGrantToAccountsAddressesAndGroups() {
        assertThat(with("PUT", "/bucket/key", "x-amz-grant-read", "id=\"" + BOB.canonicalId() + "\", uri=" + ALL_USERS)
                        .status())
                .isEqualTo(200);
        assertThat(grants("/bucket/key?acl")).containsExactly("READ AllUsers", "READ bob");
        assertThat(with("PUT", "/bucket/key", "x-amz-grant-full-control", "emailAddress=bob@example.org")
                        .status())
                .isEqualTo(200);
        assertThat(grants("/bucket/key?acl")).containsExactly("FULL_CONTROL bob");
        assertThat(bobs("GET", "/bucket/key?acl")).isEqualTo(200);
        assertThat(send("GET", "/bucket/key").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x-amz-acl                | unheard-of                     | InvalidArgument",
                "x-amz-grant-read         | id=nobody                      | InvalidArgument",
                "x-amz-grant-read         | emailAddress=no@example.org    | UnresolvableGrantByEmailAddress",
                "x-amz-grant-read         | uri=http://example.org/group   | InvalidArgument",
                "x-amz-grant-read         | nonsense                       | InvalidArgument"
            })
    void refusesListsThatNameNobody(String header, String value, String code) {
        assertRefusedUnread(code, S3Requests.of("PUT", "/bucket/key").header(header, value));
        assertThat(s3.send(S3Requests.of("PUT", "/other").header(header, value)).errorCode())
                .isEqualTo(code);
        assertThat(s3.send(S3Requests.of("PUT", "/bucket?acl").header(header, value))
                        .errorCode())
                .isEqualTo(code);
    }

    @Test
    void bodiesGrantToo() {
        String body = document(grant("CanonicalUser", "<ID>" + ALICE.canonicalId() + "</ID>", "FULL_CONTROL")
                + grant("AmazonCustomerByEmail", "<EmailAddress>bob@example.org</EmailAddress>", "WRITE")
                + grant("Group", "<URI>" + ALL_USERS + "</URI>", "READ_ACP"));
        put("/bucket?acl", utf8(body));
        assertThat(grants("/bucket?acl")).containsExactly("FULL_CONTROL alice", "READ_ACP AllUsers", "WRITE bob");
        assertThat(anyones("GET", "/bucket?acl")).isEqualTo(200);
        assertThat(s3.send(BOB, S3Requests.of("PUT", "/bucket/b").body(HELLO)).status())
                .isEqualTo(200);
        assertThat(bobs("GET", "/bucket")).isEqualTo(403);
        put("/bucket?acl", send("GET", "/bucket?acl").bytes());
        assertThat(grants("/bucket?acl")).containsExactly("FULL_CONTROL alice", "READ_ACP AllUsers", "WRITE bob");
        put("/bucket?acl", utf8(document("")));
        assertThat(grants("/bucket?acl")).isEmpty();
        assertThat(send("GET", "/bucket").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<AccessControlPolicy/>",
                "<AccessControlPolicy><AccessControlList/></AccessControlPolicy>",
                "<AccessControlPolicy><Owner><ID>OWNER</ID></Owner></AccessControlPolicy>",
                "<AccessControlPolicy><Owner><ID>OWNER</ID></Owner><AccessControlList><Grant><Grantee/>"
                        + "<Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>",
                "<AccessControlPolicy><Owner><ID>OWNER</ID></Owner><AccessControlList><Grant><Grantee><ID>OWNER</ID>"
                        + "</Grantee><Permission>ALL</Permission></Grant></AccessControlList></AccessControlPolicy>"
            })
    void refusesBodiesThatAreNoList(String body) {
        assertThat(s3.send(S3Requests.of("PUT", "/bucket?acl").body(utf8(body.replace("OWNER", ALICE.canonicalId()))))
                        .errorCode())
                .isEqualTo("MalformedACLError");
    }

    @Test
    void refusesListsOfAnotherOwnerOrOfNoneOrOfTwoKinds() {
        String body = document("").replace(ALICE.canonicalId(), BOB.canonicalId());
        assertThat(s3.send(S3Requests.of("PUT", "/bucket?acl").body(utf8(body))).errorCode())
                .isEqualTo("AccessDenied");
        assertThat(send("PUT", "/bucket?acl").errorCode()).isEqualTo("MissingSecurityHeader");
        assertThat(with("PUT", "/bucket?acl", "x-amz-acl", "private").errorCode())
                .isEqualTo("UnexpectedContent");
        assertThat(s3.send(S3Requests.of("PUT", "/bucket/key")
                                .header("x-amz-acl", "private")
                                .header("x-amz-grant-read", "uri=" + ALL_USERS)
                                .body(HELLO))
                        .errorCode())
                .isEqualTo("InvalidRequest");
    }

    @Test
    void bucketsAreMadeWithLists() {
        assertThat(s3.send(S3Requests.of("PUT", "/made").header("x-amz-acl", "public-read"))
                        .status())
                .isEqualTo(200);
        assertThat(grants("/made?acl")).containsExactly("FULL_CONTROL alice", "READ AllUsers");
        assertThat(anyones("GET", "/made")).isEqualTo(200);
        assertThat(s3.sendUnsigned(S3Requests.of("PUT", "/nobodys")).errorCode())
                .isEqualTo("AccessDenied");
    }

    @Test
    void whatOthersWriteIsTheirs() {
        setAcl("/bucket?acl", "public-read-write");
        s3.send(BOB, S3Requests.of("PUT", "/bucket/bobs").body(HELLO));
        assertThat(send("GET", "/bucket/bobs").status()).isEqualTo(403);
        assertThat(bobs("GET", "/bucket/bobs")).isEqualTo(200);
        assertThat(send("GET", "/bucket").text()).contains("<DisplayName>bob</DisplayName>");
        s3.send(
                BOB,
                S3Requests.of("PUT", "/bucket/bobs")
                        .header("x-amz-acl", "bucket-owner-read")
                        .body(HELLO));
        assertThat(send("GET", "/bucket/bobs").status()).isEqualTo(200);
        assertThat(send("GET", "/bucket/bobs?acl").status()).isEqualTo(403);
        assertThat(send("DELETE", "/bucket/bobs").status()).isEqualTo(204);
    }

    /** What nobody in particular writes belongs to the bucket's owner; without a right to set lists, none is set. */
    @Test
    void whatIsWrittenAnonymouslyIsTheBucketOwners() {
        setAcl("/bucket?acl", "public-read-write");
        assertThat(s3.sendUnsigned(S3Requests.of("PUT", "/bucket/a").body(HELLO))
                        .status())
                .isEqualTo(200);
        assertThat(send("GET", "/bucket/a").status()).isEqualTo(200);
        assertThat(anyones("GET", "/bucket/a")).isEqualTo(403);
        Answer withList = s3.sendUnsigned(S3Requests.of("PUT", "/bucket/a")
                .header("x-amz-acl", "public-read")
                .body(HELLO));
        assertThat(withList.status()).isEqualTo(200);
        assertThat(anyones("GET", "/bucket/a")).isEqualTo(200);
        assertThat(s3.sendUnsigned(S3Requests.of("POST", "/bucket/a?uploads")).errorCode())
                .isEqualTo("AccessDenied");
        assertThat(s3.sendUnsigned(S3Requests.of("PUT", "/bucket/copy")
                                .header("Content-Length", "0")
                                .header("x-amz-copy-source", "bucket/a"))
                        .errorCode())
                .isEqualTo("AccessDenied");
    }

    private String begin(S3Requests request) {
        return s3.send(BOB, request).xml("InitiateMultipartUploadResult").requiredText("UploadId");
    }

    @Test
    void uploadsAreTheirInitiatorsAndKeepTheList() {
        setAcl("/bucket?acl", "public-read-write");
        String id = begin(S3Requests.of("POST", "/bucket/parts?uploads").header("x-amz-acl", "public-read"));
        String upload = "/bucket/parts?uploadId=" + id;
        setAcl("/bucket?acl", "private");
        assertThat(bobs("GET", upload)).isEqualTo(200);
        assertThat(send("GET", upload).status()).isEqualTo(200);
        assertThat(anyones("GET", upload)).isEqualTo(403);
        assertThat(anyones("DELETE", upload)).isEqualTo(403);
        String etag = s3.send(S3Requests.of("PUT", upload + "&partNumber=1").body(HELLO))
                .header("ETag");
        String parts = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + etag
                + "</ETag></Part></CompleteMultipartUpload>";
        assertThat(s3.send(S3Requests.of("POST", upload).body(utf8(parts))).status())
                .isEqualTo(200);
        assertThat(anyones("GET", "/bucket/parts")).isEqualTo(200);
        assertThat(bobs("GET", "/bucket/parts?acl")).isEqualTo(200);
        assertThat(send("GET", "/bucket/parts?acl").status()).isEqualTo(403);
    }

    @Test
    void initiatorsAbortTheirUploads() {
        setAcl("/bucket?acl", "public-read-write");
        String upload = "/bucket/parts?uploadId=" + begin(S3Requests.of("POST", "/bucket/parts?uploads"));
        setAcl("/bucket?acl", "private");
        assertThat(bobs("DELETE", upload)).isEqualTo(204);
        assertThat(send("DELETE", upload).errorCode()).isEqualTo("NoSuchUpload");
        assertThat(bobs("DELETE", upload)).isEqualTo(403);
    }

    private void block(String setting) {
        put(
                "/bucket?publicAccessBlock",
                utf8("<PublicAccessBlockConfiguration><%1$s>true</%1$s></PublicAccessBlockConfiguration>"
                        .formatted(setting)));
    }

    @Test
    void publicListsAreRefusedWhereBlocked() {
        block("BlockPublicAcls");
        assertThat(setAcl("/bucket?acl", "authenticated-read").errorCode()).isEqualTo("AccessDenied");
        assertRefusedUnread("AccessDenied", S3Requests.of("PUT", "/bucket/key").header("x-amz-acl", "public-read"));
        put("/bucket/key", HELLO);
        assertThat(setAcl("/bucket/key?acl", "public-read").errorCode()).isEqualTo("AccessDenied");
        assertThat(with("PUT", "/bucket/key", "x-amz-acl", "private").status()).isEqualTo(200);
    }

    @Test
    void publicListsAreIgnoredWhereTold() {
        setAcl("/bucket?acl", "public-read");
        with("PUT", "/bucket/key", "x-amz-acl", "public-read");
        block("IgnorePublicAcls");
        assertThat(anyones("GET", "/bucket")).isEqualTo(403);
        assertThat(anyones("GET", "/bucket/key")).isEqualTo(403);
        assertThat(grants("/bucket/key?acl")).containsExactly("FULL_CONTROL alice", "READ AllUsers");
    }

    @Test
    void listsOfStoredObjectsAreChanged() {
        put("/bucket/key", HELLO);
        assertThat(setAcl("/bucket/key?acl", "public-read").status()).isEqualTo(200);
        assertThat(anyones("GET", "/bucket/key")).isEqualTo(200);
        put(
                "/bucket/key?acl",
                utf8(document(grant("CanonicalUser", "<ID>" + BOB.canonicalId() + "</ID>", "WRITE_ACP"))));
        assertThat(anyones("GET", "/bucket/key")).isEqualTo(403);
        assertThat(send("GET", "/bucket/key").text()).isEqualTo("hello, world");
        S3Requests bobs = S3Requests.of("PUT", "/bucket/key?acl").header("x-amz-acl", "authenticated-read");
        assertThat(s3.send(BOB, bobs).status()).isEqualTo(200);
        assertThat(grants("/bucket/key?acl")).containsExactly("FULL_CONTROL alice", "READ AuthenticatedUsers");
        assertThat(setAcl("/bucket/none?acl", "private").errorCode()).isEqualTo("NoSuchKey");
    }

    @Test
    void everyVersionHasAListOfItsOwn() {
        put("/bucket?versioning", utf8("<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"));
        String first = put("/bucket/key", HELLO).header("x-amz-version-id");
        String second = put("/bucket/key", HELLO).header("x-amz-version-id");
        Answer answer = setAcl("/bucket/key?acl&versionId=" + first, "public-read");
        assertThat(answer.header("x-amz-version-id")).isEqualTo(first);
        assertThat(anyones("GET", "/bucket/key?versionId=" + first)).isEqualTo(200);
        assertThat(anyones("GET", "/bucket/key")).isEqualTo(403);
        assertThat(setAcl("/bucket/key?acl", "public-read").header("x-amz-version-id"))
                .isEqualTo(second);
        assertThat(anyones("GET", "/bucket/key")).isEqualTo(200);
        send("DELETE", "/bucket/key");
        assertThat(setAcl("/bucket/key?acl", "private").errorCode()).isEqualTo("NoSuchKey");
        assertThat(grants("/bucket/key?acl&versionId=" + second)).contains("READ AllUsers");
    }

    /** Copies take the bytes and not the list. */
    @Test
    void copiesBeginPrivate() {
        with("PUT", "/bucket/key", "x-amz-acl", "public-read");
        S3Requests copy = S3Requests.of("PUT", "/bucket/copy")
                .header("Content-Length", "0")
                .header("x-amz-copy-source", "bucket/key");
        assertThat(s3.send(copy).status()).isEqualTo(200);
        assertThat(anyones("GET", "/bucket/copy")).isEqualTo(403);
        assertThat(s3.send(copy.header("x-amz-acl", "public-read")).status()).isEqualTo(200);
        assertThat(anyones("GET", "/bucket/copy")).isEqualTo(200);
    }
}
