package io.casgate.gateway.s3.operation.lifecycle;

import static io.casgate.gateway.s3.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.s3.Bodies;
import io.casgate.gateway.s3.OneBucket;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.xml.XmlElement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests say and hear of lifecycle rules, on a service in memory. */
class BucketLifecycleTest extends OneBucket {
    private static final String DAYS = "<Expiration><Days>1</Days></Expiration>";

    private static S3Requests request(String rules) {
        byte[] body = utf8("<LifecycleConfiguration>" + rules + "</LifecycleConfiguration>");
        return S3Requests.of("PUT", "/bucket?lifecycle")
                .header(
                        "Content-MD5",
                        Bodies.checksum(ChecksumAlgorithm.MD5, body).base64())
                .body(body);
    }

    private Answer configure(String rules) {
        return s3.send(request(rules));
    }

    private static String rule(String elements) {
        return "<Rule>" + elements + "<Status>Enabled</Status></Rule>";
    }

    private void set(String elements) {
        Answer answer = configure(rule("<ID>r</ID>" + elements));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private List<XmlElement> rules() {
        return send("GET", "/bucket?lifecycle").xml("LifecycleConfiguration").children("Rule");
    }

    /** The header's date of what is stored now and due after a day. */
    private static String inADay() {
        Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(2, ChronoUnit.DAYS);
        return DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
                .withZone(ZoneOffset.UTC)
                .format(midnight);
    }

    @Test
    void rulesAreSetShownAndTakenAway() {
        Answer none = send("GET", "/bucket?lifecycle");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.errorCode()).isEqualTo("NoSuchLifecycleConfiguration");
        assertThat(send("DELETE", "/bucket?lifecycle").status()).isEqualTo(204);

        set("<Prefix>logs/</Prefix>" + DAYS);
        assertThat(rules()).hasSize(1);
        XmlElement rule = rules().getFirst();
        assertThat(rule.children().stream().map(XmlElement::name))
                .containsExactly("ID", "Prefix", "Status", "Expiration");
        assertThat(rule.requiredText("ID")).isEqualTo("r");
        assertThat(rule.requiredText("Prefix")).isEqualTo("logs/");

        set("<Filter><Prefix>other</Prefix></Filter>" + DAYS);
        assertThat(rules()).hasSize(1);
        assertThat(rules().getFirst().children().stream().map(XmlElement::name))
                .containsExactly("ID", "Filter", "Status", "Expiration");

        assertThat(send("DELETE", "/bucket?lifecycle").status()).isEqualTo(204);
        assertThat(send("GET", "/bucket?lifecycle").errorCode()).isEqualTo("NoSuchLifecycleConfiguration");
    }

    @Test
    void transitionsAreShown() {
        set("<Prefix/><Transition><Days>0</Days><StorageClass>GLACIER_IR</StorageClass></Transition>"
                + "<NoncurrentVersionTransition><NoncurrentDays>30</NoncurrentDays><NewerNoncurrentVersions>2"
                + "</NewerNoncurrentVersions><StorageClass>STANDARD_IA</StorageClass></NoncurrentVersionTransition>");
        XmlElement transition = rules().getFirst().children("Transition").getFirst();
        assertThat(transition.children().stream().map(XmlElement::text)).containsExactly("0", "GLACIER_IR");
        XmlElement noncurrent =
                rules().getFirst().children("NoncurrentVersionTransition").getFirst();
        assertThat(noncurrent.children().stream().map(XmlElement::text)).containsExactly("30", "2", "STANDARD_IA");
    }

    @Test
    void idsAreGivenToRulesWithoutOne() {
        assertThat(configure(rule("<Prefix>a</Prefix>" + DAYS) + rule("<Prefix>b</Prefix>" + DAYS))
                        .status())
                .isEqualTo(200);
        assertThat(rules().stream().map(rule -> rule.requiredText("ID")).distinct())
                .hasSize(2)
                .doesNotContain("");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "<Prefix></Prefix>, InvalidRequest",
                "<Expiration><Days>1</Days></Expiration>, MalformedXML",
                "<Prefix/><Filter/><Expiration><Days>1</Days></Expiration>, MalformedXML",
                "<Prefix/><Expiration><Days>0</Days></Expiration>, InvalidArgument",
                "<Prefix/><Expiration><Days>-1</Days></Expiration>, InvalidArgument",
                "<Prefix/><Expiration><Days>x</Days></Expiration>, MalformedXML",
                "<Prefix/><Expiration><Days>99999999999999</Days></Expiration>, MalformedXML",
                "<Prefix/><Expiration/>, MalformedXML",
                "<Prefix/><Expiration><Days>1</Days><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>,"
                        + " MalformedXML",
                "<Prefix/><Expiration><ExpiredObjectDeleteMarker>yes</ExpiredObjectDeleteMarker></Expiration>, MalformedXML",
                "<Prefix/><Expiration><Date>20200101</Date></Expiration>, MalformedXML",
                "<Prefix/><Expiration><Date>2020-01-01T00:00:01Z</Date></Expiration>, InvalidArgument",
                "<Prefix/><NoncurrentVersionExpiration/>, MalformedXML",
                "<Prefix/><NoncurrentVersionExpiration><NoncurrentDays>0</NoncurrentDays></NoncurrentVersionExpiration>,"
                        + " InvalidArgument",
                "<Prefix/><NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays><NewerNoncurrentVersions>101"
                        + "</NewerNoncurrentVersions></NoncurrentVersionExpiration>, InvalidArgument",
                "<Prefix/><AbortIncompleteMultipartUpload/>, MalformedXML",
                "<Prefix/><AbortIncompleteMultipartUpload><DaysAfterInitiation>0</DaysAfterInitiation>"
                        + "</AbortIncompleteMultipartUpload>, InvalidArgument",
                "<Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter><AbortIncompleteMultipartUpload><DaysAfterInitiation>1"
                        + "</DaysAfterInitiation></AbortIncompleteMultipartUpload>, InvalidRequest",
                "<Filter><ObjectSizeGreaterThan>1</ObjectSizeGreaterThan></Filter><Expiration><ExpiredObjectDeleteMarker>true"
                        + "</ExpiredObjectDeleteMarker></Expiration>, InvalidRequest",
                "<Filter><And><ObjectSizeGreaterThan>9</ObjectSizeGreaterThan><ObjectSizeLessThan>9</ObjectSizeLessThan></And>"
                        + "</Filter><Expiration><Days>1</Days></Expiration>, InvalidRequest",
                "<Filter><And><Tag><Key>a</Key><Value>b</Value></Tag><Tag><Key>a</Key><Value>c</Value></Tag></And></Filter>"
                        + "<Expiration><Days>1</Days></Expiration>, InvalidRequest",
                "<Prefix/><Expiration><Days>9</Days></Expiration><Transition><Days>1</Days><StorageClass>GLACIER</StorageClass>"
                        + "</Transition>, NotImplemented",
                "<Prefix/><NoncurrentVersionTransition><NoncurrentDays>1</NoncurrentDays><StorageClass>DEEP_ARCHIVE"
                        + "</StorageClass></NoncurrentVersionTransition>, NotImplemented",
                "<Prefix/><Transition><Date>20200101</Date><StorageClass>GLACIER_IR</StorageClass></Transition>, MalformedXML",
                "<Prefix/><Transition><Date>2020-01-01T00:00:01Z</Date><StorageClass>GLACIER_IR</StorageClass></Transition>,"
                        + " InvalidArgument",
                "<Prefix/><Transition><Days>1</Days></Transition>, MalformedXML",
                "<Prefix/><Transition><StorageClass>GLACIER_IR</StorageClass></Transition>, MalformedXML",
                "<Prefix/><Transition><Days>1</Days><StorageClass>STANDARD</StorageClass></Transition>, MalformedXML",
                "<Prefix/><Transition><Days>1</Days><StorageClass>COLD</StorageClass></Transition>, MalformedXML",
                "<Prefix/><Transition><Days>-1</Days><StorageClass>GLACIER_IR</StorageClass></Transition>, InvalidArgument",
                "<Prefix/><Transition><Days>29</Days><StorageClass>STANDARD_IA</StorageClass></Transition>, InvalidArgument",
                "<Prefix/><NoncurrentVersionTransition><NoncurrentDays>29</NoncurrentDays><StorageClass>ONEZONE_IA"
                        + "</StorageClass></NoncurrentVersionTransition>, InvalidArgument",
                "<Prefix/><Transition><Days>1</Days><StorageClass>GLACIER_IR</StorageClass></Transition><Transition><Days>2"
                        + "</Days><StorageClass>GLACIER_IR</StorageClass></Transition>, InvalidRequest",
                "<Prefix/><Expiration><Days>9</Days></Expiration><Transition><Days>9</Days><StorageClass>GLACIER_IR"
                        + "</StorageClass></Transition>, InvalidArgument",
                "<Prefix/><Expiration><Date>2030-01-01</Date></Expiration><Transition><Days>9</Days><StorageClass>GLACIER_IR"
                        + "</StorageClass></Transition>, InvalidRequest",
                "<Prefix/><Expiration><Date>2030-01-01</Date></Expiration><Transition><Date>2030-01-01</Date><StorageClass>"
                        + "GLACIER_IR</StorageClass></Transition>, InvalidArgument",
                "<Prefix/><NoncurrentVersionExpiration><NoncurrentDays>2</NoncurrentDays></NoncurrentVersionExpiration>"
                        + "<NoncurrentVersionTransition><NoncurrentDays>2</NoncurrentDays><StorageClass>GLACIER_IR"
                        + "</StorageClass></NoncurrentVersionTransition>, InvalidArgument",
            })
    void wrongRulesAreRefused(String elements, String code) {
        assertThat(configure(rule(elements)).errorCode()).isEqualTo(code);
        assertThat(send("GET", "/bucket?lifecycle").status()).isEqualTo(404);
    }

    @Test
    void configurationsAreBounded() {
        assertThat(configure("").errorCode()).isEqualTo("MalformedXML");
        String many = rule("<Prefix/>" + DAYS).repeat(1000);
        assertThat(configure(many).status()).isEqualTo(200);
        assertThat(configure(many + rule("<Prefix/>" + DAYS)).errorCode()).isEqualTo("InvalidRequest");
        String longest = rule("<Prefix>" + "x".repeat(1024) + "</Prefix>" + DAYS);
        assertThat(configure(longest.replace("xx", "xxx")).errorCode()).isEqualTo("InvalidRequest");
        assertThat(configure(longest.repeat(1000)).errorCode()).isEqualTo("MaxMessageLengthExceeded");
        assertThat(rules()).hasSize(1000);
    }

    @Test
    void idsAreUniqueAndShort() {
        String one = rule("<ID>" + "i".repeat(255) + "</ID><Prefix/>" + DAYS);
        assertThat(configure(one).status()).isEqualTo(200);
        assertThat(configure(one + one).errorCode()).isEqualTo("InvalidArgument");
        assertThat(configure(one.replace("<ID>", "<ID>i")).errorCode()).isEqualTo("InvalidArgument");
        assertThat(configure(one.replace("Enabled", "enabled")).errorCode()).isEqualTo("MalformedXML");
    }

    @Test
    void theContentMustBeVouchedFor() {
        S3Requests bare = S3Requests.of("PUT", "/bucket?lifecycle")
                .body(utf8("<LifecycleConfiguration>" + rule("<Prefix/>" + DAYS) + "</LifecycleConfiguration>"));
        Answer answer = s3.send(bare);
        assertThat(answer.errorCode()).isEqualTo("InvalidRequest");
        assertThat(answer.requestBody().wasAsked()).isFalse();
    }

    @Test
    void othersMayNotSetRules() {
        assertThat(s3.send(S3World.BOB, request(rule("<Prefix/>" + DAYS))).errorCode())
                .isEqualTo("AccessDenied");
    }

    @Test
    void theSizeThatTransitionsLeaveIsKept() {
        String header = "x-amz-transition-default-minimum-object-size";
        set("<Prefix/>" + DAYS);
        assertThat(send("GET", "/bucket?lifecycle").header(header)).isEqualTo("all_storage_classes_128K");
        S3Requests other = request(rule("<Prefix/>" + DAYS)).header(header, "varies_by_storage_class");
        assertThat(s3.send(other).header(header)).isEqualTo("varies_by_storage_class");
        assertThat(send("GET", "/bucket?lifecycle").header(header)).isEqualTo("varies_by_storage_class");
        S3Requests wrong = request(rule("<Prefix/>" + DAYS)).header(header, "64K");
        assertThat(s3.send(wrong).errorCode()).isEqualTo("InvalidArgument");
    }

    @Test
    void theExpirationIsTold() {
        assertThat(configure(rule("<ID>my rule</ID><Prefix>logs/</Prefix>" + DAYS))
                        .status())
                .isEqualTo(200);
        String expected = "expiry-date=\"" + inADay() + "\", rule-id=\"my%20rule\"";
        assertThat(put("/bucket/logs/1", HELLO).header("x-amz-expiration")).isEqualTo(expected);
        assertThat(send("GET", "/bucket/logs/1").header("x-amz-expiration")).isEqualTo(expected);
        assertThat(send("HEAD", "/bucket/logs/1").header("x-amz-expiration")).isEqualTo(expected);
        Answer copy = s3.send(S3Requests.of("PUT", "/bucket/logs/2").header("x-amz-copy-source", "/bucket/logs/1"));
        assertThat(copy.header("x-amz-expiration")).isEqualTo(expected);
        assertThat(put("/bucket/other", HELLO).has("x-amz-expiration")).isFalse();
        assertThat(send("GET", "/bucket/other").has("x-amz-expiration")).isFalse();
    }

    @Test
    void tagsDecideWhetherAnObjectExpires() {
        set("<Filter><Tag><Key>tmp</Key><Value>yes</Value></Tag></Filter>" + DAYS);
        assertThat(put("/bucket/plain", HELLO).has("x-amz-expiration")).isFalse();
        Answer tagged = s3.send(S3Requests.of("PUT", "/bucket/tagged")
                .header("x-amz-tagging", "tmp=yes")
                .body(HELLO));
        assertThat(tagged.has("x-amz-expiration")).isTrue();
    }

    @Test
    void uploadsTellWhenTheyAreAbortedAndWhatTheyMakeExpires() {
        set("<Prefix/>" + DAYS
                + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation>"
                + "</AbortIncompleteMultipartUpload>");
        Answer begun = send("POST", "/bucket/big?uploads");
        assertThat(begun.header("x-amz-abort-date")).isEqualTo(inADay());
        assertThat(begun.header("x-amz-abort-rule-id")).isEqualTo("r");
        String id = begun.xml("InitiateMultipartUploadResult").requiredText("UploadId");
        assertThat(send("GET", "/bucket/big?uploadId=" + id).header("x-amz-abort-date"))
                .isEqualTo(inADay());
        String etag = put("/bucket/big?partNumber=1&uploadId=" + id, HELLO).header("ETag");
        Answer completed = s3.send(S3Requests.of("POST", "/bucket/big?uploadId=" + id)
                .body(utf8("<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                        + etag.replace("\"", "&quot;") + "</ETag></Part></CompleteMultipartUpload>")));
        assertThat(completed.header("x-amz-expiration")).contains(inADay());
    }
}
