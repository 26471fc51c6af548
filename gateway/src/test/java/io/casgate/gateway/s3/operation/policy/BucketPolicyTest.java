package io.casgate.gateway.s3.operation.policy;

import static io.casgate.gateway.s3.Bodies.utf8;
import static io.casgate.gateway.s3.S3World.ALICE;
import static io.casgate.gateway.s3.S3World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.s3.OneBucket;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World.Answer;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bucket policies let others do, and how they are put and told. */
class BucketPolicyTest extends OneBucket {
    private static final String EVERYTHING = "\"arn:aws:s3:::bucket\", \"arn:aws:s3:::bucket/*\"";

    private static String policy(String... statements) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(", ", statements) + "]}";
    }

    private static String statement(String effect, String action, String conditions) {
        return "{\"Effect\": \"%s\", \"Principal\": {\"AWS\": \"*\"}, \"Action\": \"%s\", \"Resource\": [%s]%s}"
                .formatted(effect, action, EVERYTHING, conditions.isEmpty() ? "" : ", \"Condition\": " + conditions);
    }

    private Answer apply(String policy) {
        return s3.send(S3Requests.of("PUT", "/bucket?policy").body(utf8(policy)));
    }

    private void enact(String... statements) {
        Answer answer = apply(policy(statements));
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }

    private int bobs(String method, String target) {
        return s3.send(BOB, S3Requests.of(method, target)).status();
    }

    private int bobs(S3Requests request) {
        return s3.send(BOB, request).status();
    }

    private int anyones(String method, String target) {
        return s3.sendUnsigned(S3Requests.of(method, target)).status();
    }

    @Test
    void isToldByteByByteAndTakenAway() {
        assertThat(send("GET", "/bucket?policy").errorCode()).isEqualTo("NoSuchBucketPolicy");
        String text = policy(statement("Allow", "s3:GetObject", "")) + " \n\t";
        assertThat(apply(text).status()).isEqualTo(204);
        Answer told = send("GET", "/bucket?policy");
        assertThat(told.text()).isEqualTo(text);
        assertThat(told.header("Content-Type")).isEqualTo("application/json");

        assertThat(send("DELETE", "/bucket?policy").status()).isEqualTo(204);
        assertThat(send("GET", "/bucket?policy").errorCode()).isEqualTo("NoSuchBucketPolicy");
        assertThat(send("DELETE", "/bucket?policy").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "{\"Version\": \"2012-10-17\", \"Statement\": []} more",
                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\","
                        + " \"Action\": \"s3:GetObject\", \"Resource\": \"arn:aws:s3:::another/*\"}]}"
            })
    void refusesWhatIsNoPolicyForTheBucket(String text) {
        assertThat(apply(text).errorCode()).isIn("MalformedPolicy", "MissingRequestBodyError");
        assertThat(send("GET", "/bucket?policy").errorCode()).isEqualTo("NoSuchBucketPolicy");
    }

    @Test
    void refusesPoliciesThatAreTooLong() {
        String text = policy(statement("Allow", "s3:GetObject", "")) + " ".repeat(20 << 10);
        assertThat(apply(text).errorCode()).isEqualTo("MalformedPolicy");
    }

    @Test
    void letsOthersReadAndList() {
        put("/bucket/key", HELLO);
        assertThat(bobs("GET", "/bucket/key")).isEqualTo(403);
        enact(statement("Allow", "s3:GetObject", ""));
        assertThat(bobs("GET", "/bucket/key")).isEqualTo(200);
        assertThat(anyones("GET", "/bucket/key")).isEqualTo(200);
        assertThat(bobs("GET", "/bucket")).isEqualTo(403);
        assertThat(bobs(S3Requests.of("PUT", "/bucket/other").body(HELLO))).isEqualTo(403);
        enact(statement("Allow", "s3:ListBucket", ""));
        assertThat(anyones("GET", "/bucket?list-type=2")).isEqualTo(200);
        assertThat(anyones("HEAD", "/bucket")).isEqualTo(200);
        assertThat(bobs("GET", "/bucket/key")).isEqualTo(403);
    }

    /** Whoever may list the bucket learns that a key is absent; whoever may only read it does not. */
    @ParameterizedTest
    @CsvSource({"GET", "HEAD"})
    void tellsOfAbsenceToThoseWhoMayList(String method) {
        enact(statement("Allow", "s3:GetObject", ""));
        assertThat(bobs(method, "/bucket/none")).isEqualTo(403);
        enact(statement("Allow", "s3:GetObject", ""), statement("Allow", "s3:ListBucket", ""));
        assertThat(bobs(method, "/bucket/none")).isEqualTo(404);
        assertThat(bobs(method, "/bucket/none?versionId=null")).isEqualTo(404);
    }

    @Test
    void denyWinsAlsoOverTheOwner() {
        put("/bucket/key", HELLO);
        enact(statement("Allow", "s3:*", ""), statement("Deny", "s3:GetObject", ""));
        Answer answer = send("GET", "/bucket/key");
        assertThat(answer.errorCode()).isEqualTo("AccessDenied");
        assertThat(answer.text()).contains(ALICE.arn()).contains("with an explicit deny in a resource-based policy");
        assertThat(bobs("GET", "/bucket/key")).isEqualTo(403);
        assertThat(bobs("GET", "/bucket")).isEqualTo(200);
        enact(statement("Deny", "s3:*", ""));
        assertThat(send("GET", "/bucket").status()).isEqualTo(403);
        assertThat(send("GET", "/bucket?policy").status()).isEqualTo(200);
        assertThat(send("DELETE", "/bucket?policy").status()).isEqualTo(204);
        assertThat(send("GET", "/bucket").status()).isEqualTo(200);
    }

    @Test
    void policiesAreTheOwnersAffair() {
        enact(statement("Allow", "s3:*", ""));
        for (String method : new String[] {"GET", "DELETE"}) {
            assertThat(s3.send(BOB, S3Requests.of(method, "/bucket?policy")).errorCode())
                    .isEqualTo("MethodNotAllowed");
        }
        assertThat(bobs(S3Requests.of("PUT", "/bucket?policy").body(HELLO))).isEqualTo(405);
        send("DELETE", "/bucket?policy");
        assertThat(bobs("GET", "/bucket?policy")).isEqualTo(403);
    }

    /** A condition, requests of anybody that fulfil it, and requests that do not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3:ListBucket | StringEquals: s3:prefix: a/     | GET /bucket?prefix=a/            | GET /bucket?prefix=b/",
                "s3:ListBucket | StringEquals: s3:delimiter: /   | GET /bucket?list-type=2&delimiter=/ | GET /bucket",
                "s3:ListBucket | NumericLessThanEquals: s3:max-keys: 10 | GET /bucket?max-keys=10   | GET /bucket?max-keys=11",
                "s3:ListBucketVersions | StringEquals: s3:prefix: a/ | GET /bucket?versions&prefix=a/ | GET /bucket?versions",
                "s3:GetObject  | IpAddress: aws:SourceIp: 127.0.0.0/8 | GET /bucket/key            | GET /bucket",
                "s3:GetObject  | Bool: aws:SecureTransport: false | GET /bucket/key                | GET /bucket",
                "s3:GetObject  | DateGreaterThan: aws:CurrentTime: 2020-01-01T00:00:00Z | GET /bucket/key | GET /bucket",
                "s3:GetObject  | NumericGreaterThan: aws:EpochTime: 1577836800 | GET /bucket/key   | GET /bucket",
                "s3:GetObjectVersion | StringEquals: s3:VersionId: null | GET /bucket/key?versionId=null | GET /bucket/key",
                "s3:GetObject  | StringEquals: aws:RequestedRegion: eu-central-1 | GET /bucket/key | GET /bucket",
                "s3:GetObject  | StringNotEquals: s3:prefix: a/  | GET /bucket/key?prefix=a/       | GET /bucket"
            })
    void conditionsAreFulfilledByWhatTheOperationHeeds(
            String action, String condition, String fulfilling, String failing) {
        put("/bucket/key", HELLO);
        String[] parts = condition.split(": ", 3);
        enact(statement("Allow", action, "{\"%s\": {\"%s\": \"%s\"}}".formatted((Object[]) parts)));
        assertThat(anyones(fulfilling.split(" ", 2)[0], fulfilling.split(" ", 2)[1]))
                .isEqualTo(200);
        assertThat(anyones(failing.split(" ", 2)[0], failing.split(" ", 2)[1])).isEqualTo(403);
    }

    /** A parameter that the operation does not heed fulfils no condition. */
    @Test
    void conditionsAreNotFulfilledByParametersOfOtherOperations() {
        put("/bucket/key", HELLO);
        enact(statement("Allow", "s3:*", "{\"StringEquals\": {\"s3:prefix\": \"a/\"}}"));
        assertThat(bobs("GET", "/bucket?prefix=a/")).isEqualTo(200);
        assertThat(bobs("GET", "/bucket/key?prefix=a/")).isEqualTo(403);
        enact(statement("Allow", "s3:*", "{\"StringEquals\": {\"s3:x-amz-acl\": \"private\"}}"));
        assertThat(bobs(S3Requests.of("GET", "/bucket/key").header("x-amz-acl", "private")))
                .isEqualTo(403);
    }

    @Test
    void conditionsSeeHeadersOfWritesAndSignatures() {
        enact(
                statement("Allow", "s3:PutObject", ""),
                statement("Deny", "s3:PutObject", "{\"StringNotEquals\": {\"s3:x-amz-storage-class\": \"GLACIER\"}}"));
        assertThat(bobs(S3Requests.of("PUT", "/bucket/a").body(HELLO))).isEqualTo(403);
        assertThat(bobs(S3Requests.of("PUT", "/bucket/a")
                        .header("x-amz-storage-class", "GLACIER")
                        .body(HELLO)))
                .isEqualTo(200);

        enact(statement(
                "Allow",
                "s3:ListBucket",
                "{\"StringEquals\": {\"s3:authType\": \"REST-HEADER\", \"s3:signatureversion\": \"AWS4-HMAC-SHA256\","
                        + " \"aws:username\": \"bob\", \"s3:ResourceAccount\": \"" + ALICE.accountId() + "\"},"
                        + " \"NumericLessThan\": {\"s3:signatureAge\": \"600000\"}}"));
        assertThat(bobs("GET", "/bucket")).isEqualTo(200);
        assertThat(anyones("GET", "/bucket")).isEqualTo(403);
    }

    @Test
    void copiesNeedBothEnds() {
        put("/bucket/key", HELLO);
        s3.send(BOB, S3Requests.of("PUT", "/bobs"));
        S3Requests copyOut = S3Requests.of("PUT", "/bobs/copy")
                .header("Content-Length", "0")
                .header("x-amz-copy-source", "/bucket/key");
        assertThat(bobs(copyOut)).isEqualTo(403);
        enact(statement("Allow", "s3:GetObject", ""));
        assertThat(bobs(copyOut)).isEqualTo(200);

        S3Requests copyIn = S3Requests.of("PUT", "/bucket/back")
                .header("Content-Length", "0")
                .header("x-amz-copy-source", "/bobs/copy");
        assertThat(bobs(copyIn)).isEqualTo(403);
        enact(statement("Allow", "s3:PutObject", "{\"StringLike\": {\"s3:x-amz-copy-source\": \"bobs/*\"}}"));
        assertThat(bobs(copyIn)).isEqualTo(200);
        assertThat(bobs(S3Requests.of("PUT", "/bucket/direct").body(HELLO))).isEqualTo(403);
    }

    @Test
    void multiDeleteIsDecidedKeyByKey() {
        put("/bucket/a/1", HELLO);
        put("/bucket/b/1", HELLO);
        enact("{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"" + BOB.arn()
                + "\"}, \"Action\": \"s3:DeleteObject\"," + " \"Resource\": \"arn:aws:s3:::bucket/a/*\"}");
        String document = "<Delete><Object><Key>a/1</Key></Object><Object><Key>b/1</Key></Object></Delete>";
        Answer answer = s3.send(
                BOB,
                S3Requests.of("POST", "/bucket?delete")
                        .header("x-amz-checksum-crc32", crc32(document))
                        .body(utf8(document)));
        assertThat(answer.text())
                .contains("<Deleted><Key>a/1</Key></Deleted>")
                .contains("<Error><Key>b/1</Key><Code>AccessDenied</Code>");
        assertThat(send("HEAD", "/bucket/a/1").status()).isEqualTo(404);
        assertThat(send("HEAD", "/bucket/b/1").status()).isEqualTo(200);
    }

    private static String crc32(String text) {
        CRC32 crc = new CRC32();
        crc.update(utf8(text));
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    @Test
    void tellsWhetherTheBucketIsPublic() {
        assertThat(send("GET", "/bucket?policyStatus").text()).contains("<IsPublic>false</IsPublic>");
        enact(statement("Allow", "s3:GetObject", ""));
        assertThat(send("GET", "/bucket?policyStatus").text()).contains("<IsPublic>true</IsPublic>");
        enact(statement("Allow", "s3:GetObject", "{\"IpAddress\": {\"aws:SourceIp\": \"10.0.0.0/8\"}}"));
        assertThat(send("GET", "/bucket?policyStatus").text()).contains("<IsPublic>false</IsPublic>");
    }

    private void block(String settings) {
        String document = "<PublicAccessBlockConfiguration>" + settings + "</PublicAccessBlockConfiguration>";
        assertThat(s3.send(S3Requests.of("PUT", "/bucket?publicAccessBlock").body(utf8(document)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void publicAccessIsBlockedAsTold() {
        assertThat(send("GET", "/bucket?publicAccessBlock").errorCode())
                .isEqualTo("NoSuchPublicAccessBlockConfiguration");
        block("<BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>FALSE</RestrictPublicBuckets>");
        assertThat(send("GET", "/bucket?publicAccessBlock").text())
                .contains("<BlockPublicAcls>false</BlockPublicAcls><IgnorePublicAcls>false</IgnorePublicAcls>"
                        + "<BlockPublicPolicy>true</BlockPublicPolicy>"
                        + "<RestrictPublicBuckets>false</RestrictPublicBuckets>");
        assertThat(apply(policy(statement("Allow", "s3:GetObject", ""))).errorCode())
                .isEqualTo("AccessDenied");
        assertThat(send("GET", "/bucket?policy").errorCode()).isEqualTo("NoSuchBucketPolicy");
        enact(statement("Allow", "s3:GetObject", "{\"IpAddress\": {\"aws:SourceIp\": \"127.0.0.1\"}}"));

        assertThat(send("DELETE", "/bucket?publicAccessBlock").status()).isEqualTo(204);
        put("/bucket/key", HELLO);
        enact(statement("Allow", "s3:GetObject", ""));
        assertThat(anyones("GET", "/bucket/key")).isEqualTo(200);
        block("<RestrictPublicBuckets>true</RestrictPublicBuckets>");
        assertThat(anyones("GET", "/bucket/key")).isEqualTo(403);
        assertThat(send("GET", "/bucket/key").status()).isEqualTo(200);
    }

    @Test
    void refusesPublicAccessBlocksThatAreNone() {
        String document = "<PublicAccessBlockConfiguration><BlockPublicAcls>yes</BlockPublicAcls>"
                + "</PublicAccessBlockConfiguration>";
        assertThat(s3.send(S3Requests.of("PUT", "/bucket?publicAccessBlock").body(utf8(document)))
                        .errorCode())
                .isEqualTo("MalformedXML");
    }

    /** What was not verified tells conditions nothing. */
    @Test
    void conditionsSeeTheSignaturesOfThoseOnlyWhoAreKnown() {
        put("/bucket/key", HELLO);
        enact(statement("Allow", "s3:GetObject", "{\"Null\": {\"s3:authType\": \"true\"}}"));
        assertThat(anyones("GET", "/bucket/key")).isEqualTo(200);
        assertThat(bobs("GET", "/bucket/key")).isEqualTo(403);
    }
}
