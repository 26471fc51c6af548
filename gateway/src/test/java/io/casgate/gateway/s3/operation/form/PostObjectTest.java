package io.casgate.gateway.s3.operation.form;

import static io.casgate.gateway.s3.Bodies.checksum;
import static io.casgate.gateway.s3.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.auth.Identity;
import io.casgate.dedup.SampleBytes;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.s3.OneBucket;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.xml.XmlElement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads from browsers' forms, on a service in memory. */
class PostObjectTest extends OneBucket {
    private static final String REGION = "eu-central-1";
    private static final String ANY_KEY = "{\"bucket\": \"bucket\"}, [\"starts-with\", \"$key\", \"\"]";

    /** Alice's form, with a policy that allows any key and these fields. */
    private static BrowserForm form(String... allowed) {
        StringBuilder conditions = new StringBuilder(ANY_KEY);
        for (String field : allowed) {
            conditions.append(", [\"starts-with\", \"$").append(field).append("\", \"\"]");
        }
        return new BrowserForm().signedBy(S3World.ALICE, REGION, conditions.toString());
    }

    private Answer post(BrowserForm form, byte[] file) {
        return s3.sendUnsigned(form.send("/bucket", "photo.jpg", file));
    }

    private void assertNothingStored() {
        assertThat(send("GET", "/bucket?list-type=2").xml("ListBucketResult").requiredText("KeyCount"))
                .isEqualTo("0");
    }

    private void assertRefused(BrowserForm form, int status, String code, String message) {
        Answer answer = post(form, HELLO);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        XmlElement error = answer.xml("Error");
        assertThat(error.requiredText("Code")).isEqualTo(code);
        assertThat(error.requiredText("Message")).contains(message);
        assertNothingStored();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 1 << 20})
    void storesTheFileAndNothingElse(int slice) {
        byte[] file = SampleBytes.random(3, 300_000);
        Answer answer = s3.sendUnsigned(
                form().field("key", "k").send("/bucket", "a", file).slicedBy(slice));
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        assertThat(answer.bytes()).isEmpty();
        assertThat(answer.header("Location")).isEqualTo("http://gateway.example/bucket/k");
        assertThat(send("GET", "/bucket/k").bytes()).isEqualTo(file);
        assertThat(send("HEAD", "/bucket/k").header("ETag")).isEqualTo(answer.header("ETag"));
    }

    @Test
    void keepsWhatTheFieldsSay() {
        BrowserForm form = form(
                        "Content-Type",
                        "Cache-Control",
                        "x-amz-meta-author",
                        "x-amz-storage-class",
                        "tagging",
                        "x-amz-website-redirect-location",
                        "acl")
                .field("key", "k")
                .field("Content-Type", "image/jpeg")
                .field("Cache-Control", "max-age=5")
                .field("X-Amz-Meta-Author", "Zoë")
                .field("x-amz-storage-class", "STANDARD_IA")
                .field("x-amz-website-redirect-location", "/elsewhere")
                .field("acl", "private")
                .field("tagging", "<Tagging><TagSet><Tag><Key>a b</Key><Value>1+2</Value></Tag></TagSet></Tagging>");
        assertThat(post(form, HELLO).status()).isEqualTo(204);
        Answer stored = send("HEAD", "/bucket/k");
        assertThat(stored.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(stored.header("Cache-Control")).isEqualTo("max-age=5");
        assertThat(stored.header("x-amz-meta-author")).isEqualTo("=?UTF-8?Q?Zo=C3=AB?=");
        assertThat(stored.header("x-amz-storage-class")).isEqualTo("STANDARD_IA");
        assertThat(stored.header("x-amz-website-redirect-location")).isEqualTo("/elsewhere");
        XmlElement tag = send("GET", "/bucket/k?tagging")
                .xml("Tagging")
                .children("TagSet")
                .getFirst()
                .children()
                .getFirst();
        assertThat(tag.requiredText("Key")).isEqualTo("a b");
        assertThat(tag.requiredText("Value")).isEqualTo("1+2");
    }

    @Test
    void theTypeOfTheFilePartDoesNotCount() {
        assertThat(post(form().field("key", "k"), HELLO).status()).isEqualTo(204);
        assertThat(send("HEAD", "/bucket/k").header("Content-Type")).isEqualTo("binary/octet-stream");
    }

    @Test
    void theFileNameGoesIntoFields() {
        BrowserForm form =
                form("x-amz-meta-name").field("key", "user/${filename}").field("x-amz-meta-name", "${filename}!");
        assertThat(s3.sendUnsigned(form.send("/bucket", "C:\\pictures\\a b.jpg", HELLO))
                        .status())
                .isEqualTo(204);
        assertThat(send("HEAD", "/bucket/user/a%20b.jpg").header("x-amz-meta-name"))
                .isEqualTo("a b.jpg!");
    }

    @Test
    void policiesSeeTheFileName() {
        BrowserForm form = new BrowserForm()
                .signedBy(S3World.ALICE, REGION, "{\"bucket\": \"bucket\"}, [\"eq\", \"$key\", \"user/photo.jpg\"]")
                .field("key", "user/${filename}");
        assertThat(post(form, HELLO).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({"200, 200", "201, 201", "204, 204", "404, 204", "'', 204"})
    void answersAsTheFormWants(String wanted, int status) {
        Answer answer =
                post(form("success_action_status").field("key", "a b").field("success_action_status", wanted), HELLO);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("ETag")).isEqualTo('"' + HELLO_MD5 + '"');
        assertThat(answer.header("Location")).isEqualTo("http://gateway.example/bucket/a%20b");
        if (status == 201) {
            XmlElement document = answer.xml("PostResponse");
            assertThat(document.children().stream().map(XmlElement::name))
                    .containsExactly("Location", "Bucket", "Key", "ETag");
            assertThat(document.requiredText("Key")).isEqualTo("a b");
            assertThat(document.requiredText("ETag")).isEqualTo('"' + HELLO_MD5 + '"');
            assertThat(answer.header("Content-Type")).isEqualTo("application/xml");
        } else {
            assertThat(answer.bytes()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example/done, https://app.example/done?bucket=bucket&key=a%20b&etag=%22" + HELLO_MD5 + "%22",
        "https://app.example/done?x=1, https://app.example/done?x=1&bucket=bucket&key=a%20b&etag=%22" + HELLO_MD5
                + "%22",
        "https://app.example/#top, https://app.example/?bucket=bucket&key=a%20b&etag=%22" + HELLO_MD5 + "%22#top",
    })
    void redirectsWhereTheFormWants(String wanted, String location) {
        Answer answer = post(
                form("success_action_redirect").field("key", "a b").field("success_action_redirect", wanted), HELLO);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(location);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nowhere", "javascript:alert(1)", "http://", "http://a b/"})
    void doesNotRedirectToNowhere(String wanted) {
        Answer answer =
                post(form("success_action_redirect").field("key", "k").field("success_action_redirect", wanted), HELLO);
        assertThat(answer.status()).isEqualTo(204);
    }

    @Test
    void checksumsAreVerifiedAndKept() {
        String crc = checksum(ChecksumAlgorithm.CRC32C, HELLO).base64();
        BrowserForm good = form("x-amz-checksum-crc32c").field("key", "k").field("x-amz-checksum-crc32c", crc);
        assertThat(post(good, HELLO).header("x-amz-checksum-crc32c")).isEqualTo(crc);
        send("DELETE", "/bucket/k");
        BrowserForm wrong = form("x-amz-checksum-crc32c").field("key", "k").field("x-amz-checksum-crc32c", "AAAAAA==");
        assertRefused(wrong, 400, "BadDigest", "CRC32C");
    }

    @Test
    void filesHaveTheLengthThatThePolicySays() {
        String range = ANY_KEY + ", [\"content-length-range\", 5, 20]";
        for (int length : new int[] {5, 20}) {
            BrowserForm form =
                    new BrowserForm().signedBy(S3World.ALICE, REGION, range).field("key", "k");
            assertThat(post(form, new byte[length]).status()).isEqualTo(204);
        }
        send("DELETE", "/bucket/k");
        BrowserForm small =
                new BrowserForm().signedBy(S3World.ALICE, REGION, range).field("key", "k");
        assertThat(post(small, new byte[4]).errorCode()).isEqualTo("EntityTooSmall");
        BrowserForm large =
                new BrowserForm().signedBy(S3World.ALICE, REGION, range).field("key", "k");
        assertThat(post(large, new byte[1 << 20]).errorCode()).isEqualTo("EntityTooLarge");
        assertNothingStored();
    }

    @Test
    void formsAreHeldToTheirPolicy() {
        assertRefused(
                form().field("key", "k").field("Content-Type", "text/plain"),
                403,
                "AccessDenied",
                "Invalid according to Policy: Extra input fields: content-type");
        assertRefused(
                new BrowserForm()
                        .signedBy(S3World.ALICE, REGION, "{\"bucket\": \"bucket\"}, {\"key\": \"other\"}")
                        .field("key", "k"),
                403,
                "AccessDenied",
                "Invalid according to Policy: Policy Condition failed");
        assertRefused(
                new BrowserForm()
                        .signedBy(S3World.ALICE, REGION, "{\"bucket\": \"other\"}, {\"key\": \"k\"}")
                        .field("key", "k"),
                403,
                "AccessDenied",
                "Invalid according to Policy: Policy Condition failed");
        Instant past = Instant.now().minus(1, ChronoUnit.DAYS);
        assertRefused(
                new BrowserForm()
                        .signedBy(S3World.ALICE, REGION, past, past, ANY_KEY)
                        .field("key", "k"),
                403,
                "AccessDenied",
                "Invalid according to Policy: Policy expired.");
        assertRefused(
                new BrowserForm().signedBy(S3World.ALICE, REGION, "7").field("key", "k"),
                400,
                "InvalidPolicyDocument",
                "Invalid Policy: ");
    }

    @Test
    void whoSignsMustBeAllowedToWrite() {
        assertRefused(
                new BrowserForm().signedBy(S3World.BOB, REGION, ANY_KEY).field("key", "k"), 403, "AccessDenied", "");
        assertRefused(new BrowserForm().field("key", "k"), 403, "AccessDenied", "");
        assertRefused(
                form().field("key", "k").field("x-amz-signature", "0".repeat(64)), 403, "SignatureDoesNotMatch", "");
        assertRefused(
                new BrowserForm()
                        .signedBy(Identity.of("nobody", "NOBODY", "secret"), REGION, ANY_KEY)
                        .field("key", "k"),
                403,
                "InvalidAccessKeyId",
                "");
    }

    @Test
    void anyonePostsWhereTheBucketLetsThem() {
        assertThat(s3.send(S3Requests.of("PUT", "/open").header("x-amz-acl", "public-read-write"))
                        .status())
                .isEqualTo(200);
        BrowserForm form = new BrowserForm().field("key", "k").field("acl", "public-read");
        assertThat(s3.sendUnsigned(form.send("/open", "a", HELLO)).status()).isEqualTo(204);
        assertThat(s3.sendUnsigned(S3Requests.of("GET", "/open/k")).bytes()).isEqualTo(HELLO);
    }

    @Test
    void whatAnyonePostsHasTagsUnlessThatIsDenied() {
        s3.send(S3Requests.of("PUT", "/open").header("x-amz-acl", "public-read-write"));
        String tags = "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>";
        BrowserForm form = new BrowserForm().field("key", "k").field("tagging", tags);
        assertThat(s3.sendUnsigned(form.send("/open", "a", HELLO)).status()).isEqualTo(204);
        assertThat(send("HEAD", "/open/k").header("x-amz-tagging-count")).isEqualTo("1");

        String policy = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Deny\", \"Principal\": \"*\","
                + " \"Action\": \"s3:PutObjectTagging\", \"Resource\": \"arn:aws:s3:::open/*\"}]}";
        s3.send(S3Requests.of("PUT", "/open?policy").body(utf8(policy)));
        BrowserForm denied = new BrowserForm().field("key", "l").field("tagging", tags);
        assertThat(s3.sendUnsigned(denied.send("/open", "a", HELLO)).errorCode())
                .isEqualTo("AccessDenied");
        assertThat(send("HEAD", "/open/l").status()).isEqualTo(404);
    }

    @Test
    void headersOfTheRequestSignNothing() {
        Answer answer = s3.send(new BrowserForm().field("key", "k").send("/bucket", "a", HELLO));
        assertThat(answer.errorCode()).isEqualTo("AccessDenied");
        assertNothingStored();
    }

    @Test
    void formsHaveAKeyAndAFile() {
        assertRefused(form(), 400, "InvalidArgument", "Bucket POST must contain a field named 'key'.");
        assertRefused(form().field("key", ""), 400, "InvalidArgument", "User key must have a length greater than 0.");
        assertRefused(form().field("key", "k".repeat(1025)), 400, "KeyTooLongError", "");
        Answer noForm = s3.sendUnsigned(S3Requests.of("POST", "/bucket").body(utf8("key=k&file=x")));
        assertThat(noForm.status()).isEqualTo(412);
        assertThat(noForm.xml("Error").requiredText("Condition"))
                .isEqualTo("Bucket POST must be of the enclosure-type multipart/form-data");
        Answer malformed = s3.sendUnsigned(S3Requests.of("POST", "/bucket")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .body(utf8("--y\r\n\r\n")));
        assertThat(malformed.errorCode()).isEqualTo("MalformedPOSTRequest");
        Answer nowhere = s3.sendUnsigned(form().field("key", "k").send("/elsewhere", "a", HELLO));
        assertThat(nowhere.errorCode()).isEqualTo("NoSuchBucket");
        assertThat(nowhere.requestBody().wasAsked()).isFalse();
    }

    @Test
    void fieldsThatCannotBeHeadersAreRefused() {
        assertRefused(
                form("x-amz-meta-a").field("key", "k").field("x-amz-meta-a", "1\r\nSet-Cookie: x"),
                400,
                "InvalidArgument",
                "");
        assertRefused(
                form("x-amz-meta-a b").field("key", "k").field("x-amz-meta-a b", "1"), 400, "InvalidArgument", "");
    }

    @Test
    void formsThatAreCutOffStoreNothing() {
        Answer answer = s3.sendUnsigned(form().field("key", "k").cutTo(60_000).send("/bucket", "a", new byte[100_000]));
        assertThat(answer.errorCode()).isEqualTo("MalformedPOSTRequest");
        assertNothingStored();
    }
}
