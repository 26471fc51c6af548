package io.casgate.gateway.s3.operation.lock;

import static io.casgate.gateway.s3.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.s3.Bodies;
import io.casgate.gateway.s3.OneBucket;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests say and hear of object lock, on a service in memory: the bucket "bucket" has none, "locked" has. */
class ObjectLockTest extends OneBucket {
    @BeforeEach
    void makeLockedBucket() {
        Answer made = s3.send(S3Requests.of("PUT", "/locked").header("x-amz-bucket-object-lock-enabled", "true"));
        assertThat(made.status()).isEqualTo(200);
    }

    /** With a body that Content-MD5 vouches for. */
    private static S3Requests vouched(String method, String target, byte[] body) {
        String md5 = Bodies.checksum(ChecksumAlgorithm.MD5, body).base64();
        return S3Requests.of(method, target).header("Content-MD5", md5).body(body);
    }

    private Answer putDocument(String target, String document) {
        return s3.send(vouched("PUT", target, utf8(document)));
    }

    private Answer configure(String bucket, String rule) {
        return putDocument(
                "/" + bucket + "?object-lock",
                "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled>" + rule
                        + "</ObjectLockConfiguration>");
    }

    private static String byDefault(String retention) {
        return "<Rule><DefaultRetention>" + retention + "</DefaultRetention></Rule>";
    }

    /** Stores an object without saying anything of locks, and tells its version. */
    private String store() {
        return s3.send(vouched("PUT", "/locked/k", HELLO)).header("x-amz-version-id");
    }

    private static String inDays(int days) {
        return Retentions.text(Instant.now().plus(Duration.ofDays(days)));
    }

    private static String retention(String mode, String until) {
        return "<Retention><Mode>" + mode + "</Mode><RetainUntilDate>" + until + "</RetainUntilDate></Retention>";
    }

    private Answer retain(String mode, String until) {
        return putDocument("/locked/k?retention", retention(mode, until));
    }

    private Answer retainBypassing(String document) {
        return s3.send(vouched("PUT", "/locked/k?retention", utf8(document))
                .header("x-amz-bypass-governance-retention", "true"));
    }

    private Answer hold(String status) {
        return putDocument("/locked/k?legal-hold", "<LegalHold><Status>" + status + "</Status></LegalHold>");
    }

    private Answer delete(String version) {
        return send("DELETE", "/locked/k?versionId=" + version);
    }

    private Answer deleteBypassing(String version) {
        return s3.send(S3Requests.of("DELETE", "/locked/k?versionId=" + version)
                .header("x-amz-bypass-governance-retention", "true"));
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.errorCode()).isEqualTo(code);
    }

    private static void assertDone(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isLessThan(300);
    }

    @Test
    void aBucketIsMadeWithALockAndKeepsVersions() {
        assertThat(send("GET", "/locked?versioning")
                        .xml("VersioningConfiguration")
                        .requiredText("Status"))
                .isEqualTo("Enabled");
        XmlElement configuration = send("GET", "/locked?object-lock").xml("ObjectLockConfiguration");
        assertThat(configuration.requiredText("ObjectLockEnabled")).isEqualTo("Enabled");
        assertThat(configuration.child("Rule")).isNull();
        assertRefused(send("GET", "/bucket?object-lock"), 404, "ObjectLockConfigurationNotFoundError");
        Answer suspended = s3.send(S3Requests.of("PUT", "/locked?versioning")
                .body(utf8("<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>")));
        assertRefused(suspended, 409, "InvalidBucketState");
    }

    @Test
    void aLockIsEnabledLaterWhereVersionsAreKept() {
        String rule = byDefault("<Mode>COMPLIANCE</Mode><Years>2</Years>");
        assertRefused(configure("bucket", rule), 409, "InvalidBucketState");
        put("/bucket?versioning", utf8("<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"));
        assertDone(configure("bucket", rule));
        assertThat(send("GET", "/bucket?object-lock").text())
                .contains("<Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Years>2</Years></DefaultRetention></Rule>");
    }

    @ParameterizedTest
    @CsvSource({
        "<Mode>GOVERNANCE</Mode><Days>1</Days><Years>1</Years>, MalformedXML",
        "<Mode>GOVERNANCE</Mode>, MalformedXML",
        "<Mode>governance</Mode><Days>1</Days>, MalformedXML",
        "<Days>1</Days>, MalformedXML",
        "<Mode>GOVERNANCE</Mode><Days>x</Days>, MalformedXML",
        "<Mode>GOVERNANCE</Mode><Days>0</Days>, InvalidRetentionPeriod",
        "<Mode>GOVERNANCE</Mode><Years>-1</Years>, InvalidRetentionPeriod",
        "<Mode>GOVERNANCE</Mode><Days>36501</Days>, InvalidRetentionPeriod",
        "<Mode>GOVERNANCE</Mode><Years>101</Years>, InvalidRetentionPeriod",
    })
    void wrongDefaultsAreRefused(String retention, String code) {
        assertRefused(configure("locked", byDefault(retention)), 400, code);
        assertThat(send("GET", "/locked?object-lock")
                        .xml("ObjectLockConfiguration")
                        .child("Rule"))
                .isNull();
    }

    @Test
    void onlyEnabledCanBeSaid() {
        String disabled = "<ObjectLockConfiguration><ObjectLockEnabled>Disabled</ObjectLockEnabled>"
                + "</ObjectLockConfiguration>";
        assertRefused(putDocument("/locked?object-lock", disabled), 400, "MalformedXML");
        Answer neither = s3.send(S3Requests.of("PUT", "/other").header("x-amz-bucket-object-lock-enabled", "perhaps"));
        assertRefused(neither, 400, "InvalidArgument");
    }

    @Test
    void newObjectsAreKeptByDefault() {
        assertDone(configure("locked", byDefault("<Mode>GOVERNANCE</Mode><Days>1</Days>")));
        String version = store();
        Answer head = send("HEAD", "/locked/k");
        assertThat(head.header("x-amz-object-lock-mode")).isEqualTo("GOVERNANCE");
        assertThat(Instant.parse(head.header("x-amz-object-lock-retain-until-date")))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(25)));
        assertThat(head.has("x-amz-object-lock-legal-hold")).isFalse();
        assertRefused(delete(version), 403, "AccessDenied");
        assertDone(deleteBypassing(version));
    }

    @Test
    void whatIsLockedMustBeVouchedFor() {
        assertDone(configure("locked", byDefault("<Mode>GOVERNANCE</Mode><Days>1</Days>")));
        Answer bare = s3.send(S3Requests.of("PUT", "/locked/k").body(HELLO));
        assertRefused(bare, 400, "InvalidRequest");
        assertThat(bare.requestBody().wasAsked()).isFalse();
    }

    @Test
    void requestsThatStoreSayHowLong() {
        String until = inDays(2);
        Answer stored = s3.send(vouched("PUT", "/locked/k", HELLO)
                .header("x-amz-object-lock-mode", "COMPLIANCE")
                .header("x-amz-object-lock-retain-until-date", until)
                .header("x-amz-object-lock-legal-hold", "ON"));
        assertDone(stored);
        Answer got = send("GET", "/locked/k");
        assertThat(got.header("x-amz-object-lock-mode")).isEqualTo("COMPLIANCE");
        assertThat(got.header("x-amz-object-lock-retain-until-date")).isEqualTo(until);
        assertThat(got.header("x-amz-object-lock-legal-hold")).isEqualTo("ON");
        assertRefused(deleteBypassing(stored.header("x-amz-version-id")), 403, "AccessDenied");
    }

    @Test
    void copiesAndUploadsSayHowLong() {
        store();
        Answer copied = s3.send(S3Requests.of("PUT", "/locked/copy")
                .header("x-amz-copy-source", "/locked/k")
                .header("x-amz-object-lock-legal-hold", "ON"));
        assertDone(copied);
        assertThat(send("HEAD", "/locked/copy").header("x-amz-object-lock-legal-hold"))
                .isEqualTo("ON");

        Answer begun = s3.send(S3Requests.of("POST", "/locked/k?uploads")
                .header("x-amz-object-lock-mode", "GOVERNANCE")
                .header("x-amz-object-lock-retain-until-date", inDays(1)));
        String id = begun.xml("InitiateMultipartUploadResult").requiredText("UploadId");
        String etag = put("/locked/k?partNumber=1&uploadId=" + id, HELLO).header("ETag");
        Answer completed = s3.send(S3Requests.of("POST", "/locked/k?uploadId=" + id)
                .body(utf8("<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                        + etag.replace("\"", "&quot;") + "</ETag></Part></CompleteMultipartUpload>")));
        assertThat(send("HEAD", "/locked/k").header("x-amz-object-lock-mode")).isEqualTo("GOVERNANCE");
        assertRefused(delete(completed.header("x-amz-version-id")), 403, "AccessDenied");
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-object-lock-mode, GOVERNANCE",
        "x-amz-object-lock-mode, governance",
        "x-amz-object-lock-retain-until-date, 2999-01-01T00:00:00Z",
        "x-amz-object-lock-legal-hold, on",
    })
    void halfALockIsRefused(String header, String value) {
        Answer answer = s3.send(vouched("PUT", "/locked/k", HELLO).header(header, value));
        assertRefused(answer, 400, "InvalidArgument");
        assertThat(answer.requestBody().wasAsked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001-01-01T00:00:00Z", "tomorrow", "2999-01-01", "+12999-01-01T00:00:00Z"})
    void wrongDatesAreRefused(String until) {
        Answer answer = s3.send(vouched("PUT", "/locked/k", HELLO)
                .header("x-amz-object-lock-mode", "GOVERNANCE")
                .header("x-amz-object-lock-retain-until-date", until));
        assertRefused(answer, 400, "InvalidArgument");
    }

    @Test
    void nothingIsLockedInABucketWithoutLock() {
        put("/bucket/k", HELLO);
        Answer stored = s3.send(vouched("PUT", "/bucket/k", HELLO).header("x-amz-object-lock-legal-hold", "ON"));
        assertRefused(stored, 400, "InvalidRequest");
        String hold = "<LegalHold><Status>ON</Status></LegalHold>";
        for (Answer answer : List.of(
                putDocument("/bucket/k?retention", retention("GOVERNANCE", inDays(1))),
                putDocument("/bucket/k?legal-hold", hold),
                send("GET", "/bucket/k?retention"),
                send("GET", "/bucket/k?legal-hold"))) {
            assertRefused(answer, 400, "InvalidRequest");
        }
    }

    @Test
    void governanceIsProlongedByAllAndShortenedByFew() {
        String version = store();
        assertRefused(send("GET", "/locked/k?retention"), 404, "NoSuchObjectLockConfiguration");
        String until = inDays(3);
        assertDone(retain("GOVERNANCE", until));
        XmlElement told =
                send("GET", "/locked/k?retention&versionId=" + version).xml("Retention");
        assertThat(told.requiredText("Mode")).isEqualTo("GOVERNANCE");
        assertThat(told.requiredText("RetainUntilDate")).isEqualTo(until);

        assertDone(retain("GOVERNANCE", inDays(4)));
        assertRefused(retain("GOVERNANCE", inDays(2)), 403, "AccessDenied");
        assertRefused(retain("COMPLIANCE", inDays(5)), 403, "AccessDenied");
        assertRefused(putDocument("/locked/k?retention", "<Retention/>"), 403, "AccessDenied");
        assertDone(retainBypassing(retention("GOVERNANCE", inDays(2))));
        assertDone(retainBypassing("<Retention/>"));
        assertRefused(send("GET", "/locked/k?retention"), 404, "NoSuchObjectLockConfiguration");
        assertDone(delete(version));
    }

    @Test
    void complianceIsOnlyProlonged() {
        String version = store();
        assertDone(retain("COMPLIANCE", inDays(3)));
        assertDone(retain("COMPLIANCE", inDays(4)));
        assertRefused(retainBypassing(retention("COMPLIANCE", inDays(2))), 403, "AccessDenied");
        assertRefused(retainBypassing(retention("GOVERNANCE", inDays(5))), 403, "AccessDenied");
        assertRefused(retainBypassing("<Retention/>"), 403, "AccessDenied");
        assertRefused(deleteBypassing(version), 403, "AccessDenied");
    }

    @ParameterizedTest
    @CsvSource({
        "<Retention><Mode>GOVERNANCE</Mode></Retention>, MalformedXML",
        "<Retention><RetainUntilDate>2999-01-01T00:00:00Z</RetainUntilDate></Retention>, MalformedXML",
        "<Retention><Mode>abc</Mode><RetainUntilDate>2999-01-01T00:00:00Z</RetainUntilDate></Retention>, MalformedXML",
        "<Retention><Mode>GOVERNANCE</Mode><RetainUntilDate>x</RetainUntilDate></Retention>, MalformedXML",
        "<Retention><Mode>GOVERNANCE</Mode><RetainUntilDate>2001-01-01T00:00:00Z</RetainUntilDate></Retention>,"
                + " InvalidArgument",
    })
    void wrongRetentionsAreRefused(String document, String code) {
        store();
        assertRefused(putDocument("/locked/k?retention", document), 400, code);
    }

    @Test
    void aLegalHoldHoldsUntilItIsTakenOff() {
        String version = store();
        assertRefused(send("GET", "/locked/k?legal-hold"), 404, "NoSuchObjectLockConfiguration");
        assertDone(hold("ON"));
        assertThat(send("GET", "/locked/k?legal-hold").xml("LegalHold").requiredText("Status"))
                .isEqualTo("ON");
        assertRefused(hold("perhaps"), 400, "MalformedXML");
        assertRefused(deleteBypassing(version), 403, "AccessDenied");
        assertDone(hold("OFF"));
        assertThat(send("HEAD", "/locked/k").header("x-amz-object-lock-legal-hold"))
                .isEqualTo("OFF");
        assertDone(delete(version));
    }

    @Test
    void deleteMarkersComeAndGoOverLockedVersions() {
        String version = store();
        assertDone(hold("ON"));
        Answer marked = send("DELETE", "/locked/k");
        assertThat(marked.header("x-amz-delete-marker")).isEqualTo("true");
        assertRefused(putDocument("/locked/k?retention", retention("GOVERNANCE", inDays(1))), 404, "NoSuchKey");
        assertDone(delete(marked.header("x-amz-version-id")));
        assertThat(store()).isNotEqualTo(version);
        assertRefused(delete(version), 403, "AccessDenied");
    }

    @Test
    void removingManyKeepsWhatIsLocked() {
        String version = store();
        assertDone(retain("GOVERNANCE", inDays(1)));
        byte[] document = utf8("<Delete><Object><Key>k</Key><VersionId>" + version + "</VersionId></Object></Delete>");
        XmlElement refused =
                s3.send(vouched("POST", "/locked?delete", document)).xml("DeleteResult");
        assertThat(refused.children("Deleted")).isEmpty();
        assertThat(refused.children("Error").getFirst().requiredText("Code")).isEqualTo("AccessDenied");
        XmlElement removed = s3.send(
                        vouched("POST", "/locked?delete", document).header("x-amz-bypass-governance-retention", "true"))
                .xml("DeleteResult");
        assertThat(removed.children("Deleted")).hasSize(1);
        assertThat(removed.children("Error")).isEmpty();
    }

    @Test
    void documentsMustBeVouchedFor() {
        store();
        for (String target : List.of("/locked?object-lock", "/locked/k?retention", "/locked/k?legal-hold")) {
            assertRefused(s3.send(S3Requests.of("PUT", target).body(HELLO)), 400, "InvalidRequest");
        }
    }
}
