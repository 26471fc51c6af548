package io.casgate.gateway.s3.operation.tagging;

import static io.casgate.gateway.s3.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.s3.OneBucket;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.xml.XmlElement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tags of buckets and objects, on a service in memory. */
class TaggingTest extends OneBucket {
    private static String tag(String name, String value) {
        return "<Tag><Key>" + name + "</Key><Value>" + value + "</Value></Tag>";
    }

    private static String tags(int count) {
        return IntStream.range(0, count).mapToObj(i -> tag("k" + i, "v")).collect(Collectors.joining());
    }

    private Answer putTags(String target, String tags) {
        String document = "<Tagging><TagSet>" + tags + "</TagSet></Tagging>";
        return s3.send(S3Requests.of("PUT", target).body(utf8(document)));
    }

    private Answer putTagged(String target, String tagging) {
        Answer answer = s3.send(
                S3Requests.of("PUT", target).header("x-amz-tagging", tagging).body(utf8("1")));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    /** As in {@code [a=1, b=]}, in the order they are told. */
    private List<String> tagsOf(String target) {
        Answer answer = send("GET", target);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        XmlElement list = answer.xml("Tagging").child("TagSet");
        assertThat(list).isNotNull();
        return list.children("Tag").stream()
                .map(tag -> tag.requiredText("Key") + "=" + tag.requiredText("Value"))
                .toList();
    }

    @Test
    void bucketsHaveTags() {
        Answer none = send("GET", "/bucket?tagging");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.errorCode()).isEqualTo("NoSuchTagSet");

        assertThat(putTags("/bucket?tagging", tag("cost", "x/y") + tag("a", "")).status())
                .isEqualTo(204);
        assertThat(tagsOf("/bucket?tagging")).containsExactly("cost=x/y", "a=");

        assertThat(putTags("/bucket?tagging", tag("b", "2")).status()).isEqualTo(204);
        assertThat(tagsOf("/bucket?tagging")).containsExactly("b=2");

        assertThat(send("DELETE", "/bucket?tagging").status()).isEqualTo(204);
        assertThat(send("DELETE", "/bucket?tagging").status()).isEqualTo(204);
        assertThat(send("GET", "/bucket?tagging").errorCode()).isEqualTo("NoSuchTagSet");
    }

    @Test
    void bucketsHaveMoreTagsThanObjects() {
        assertThat(putTags("/bucket?tagging", tags(50)).status()).isEqualTo(204);
        assertThat(putTags("/bucket?tagging", tags(51)).errorCode()).isEqualTo("BadRequest");
        assertThat(tagsOf("/bucket?tagging")).hasSize(50);
    }

    @ParameterizedTest
    @CsvSource({
        "aws:x, v, System tags cannot be added/updated by requester",
        "AWS:x, v, System tags cannot be added/updated by requester",
        "'', v, The TagKey you have provided is invalid",
        "a%b, v, The TagKey you have provided is invalid",
        "a, v;w, The TagValue you have provided is invalid",
    })
    void invalidTagsAreRefused(String name, String value, String message) {
        Answer answer = putTags("/bucket?tagging", tag(name, value));
        assertThat(answer.status()).isEqualTo(400);
        XmlElement error = answer.xml("Error");
        assertThat(error.requiredText("Code")).isEqualTo("InvalidTag");
        assertThat(error.requiredText("Message")).isEqualTo(message);
        assertThat(error.requiredText("TagKey")).isEqualTo(name);
    }

    @Test
    void tagsAreLimitedInLengthAndToldOnce() {
        assertThat(putTags("/bucket?tagging", tag("ä".repeat(128), "ö".repeat(256)))
                        .status())
                .isEqualTo(204);
        assertThat(putTags("/bucket?tagging", tag("k".repeat(129), "")).errorCode())
                .isEqualTo("InvalidTag");
        assertThat(putTags("/bucket?tagging", tag("k", "v".repeat(257))).errorCode())
                .isEqualTo("InvalidTag");
        assertThat(putTags("/bucket?tagging", tag("k", "1") + tag("k", "2")).errorCode())
                .isEqualTo("InvalidTag");
    }

    @ParameterizedTest
    @CsvSource({
        "<Tagging/>",
        "<Tagging><TagSet><Tag><Key>k</Key></Tag></TagSet></Tagging>",
        "<Tagging><TagSet><Tag><Value>v</Value></Tag></TagSet></Tagging>",
        "<Tagging><TagSet><Tag><Key>k</Key><Key>l</Key><Value>v</Value></Tag></TagSet></Tagging>",
        "<Tagging><TagSet><Label><Key>k</Key><Value>v</Value></Label></TagSet></Tagging>",
        "<Tags><TagSet/></Tags>",
        "no XML",
    })
    void otherDocumentsAreRefused(String document) {
        Answer answer = s3.send(S3Requests.of("PUT", "/bucket?tagging").body(utf8(document)));
        assertThat(answer.errorCode()).isEqualTo("MalformedXML");
        assertThat(send("GET", "/bucket?tagging").errorCode()).isEqualTo("NoSuchTagSet");
    }

    @Test
    void objectsAreTaggedAsTheyAreStored() {
        putTagged("/bucket/k", "b=x%20y&a=%C3%A4&c");
        assertThat(tagsOf("/bucket/k?tagging")).containsExactly("a=ä", "b=x y", "c=");
        assertThat(send("HEAD", "/bucket/k").header("x-amz-tagging-count")).isEqualTo("3");
        assertThat(send("GET", "/bucket/k").header("x-amz-tagging-count")).isEqualTo("3");

        putTagged("/bucket/k", "");
        assertThat(tagsOf("/bucket/k?tagging")).isEmpty();
        assertThat(send("HEAD", "/bucket/k").has("x-amz-tagging-count")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "a=1&a=2, InvalidArgument",
        "=1, InvalidArgument",
        "a=%zz, InvalidArgument",
        "a=1&, InvalidArgument",
        "aws:a=1, InvalidTag",
        "a=1%3B, InvalidTag",
        "a&b&c&d&e&f&g&h&i&j&k, BadRequest",
    })
    void headersThatAreNoTagsStoreNothing(String tagging, String code) {
        Answer answer = s3.send(S3Requests.of("PUT", "/bucket/k")
                .header("x-amz-tagging", tagging)
                .body(utf8("1")));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(answer.requestBody().wasAsked()).isFalse();
        assertThat(send("HEAD", "/bucket/k").status()).isEqualTo(404);
    }

    @Test
    void storedObjectsAreTagged() {
        put("/bucket/k", HELLO);
        assertThat(tagsOf("/bucket/k?tagging")).isEmpty();
        assertThat(putTags("/bucket/k?tagging", tags(10)).status()).isEqualTo(200);
        assertThat(tagsOf("/bucket/k?tagging")).hasSize(10);
        assertThat(putTags("/bucket/k?tagging", tags(11)).errorCode()).isEqualTo("BadRequest");
        assertThat(putTags("/bucket/k?tagging", tag("aws:a", "")).errorCode()).isEqualTo("InvalidTag");
        assertThat(putTags("/bucket/k?tagging", tag("b", "2") + tag("a", "1")).status())
                .isEqualTo(200);
        assertThat(tagsOf("/bucket/k?tagging")).containsExactly("a=1", "b=2");
        assertThat(send("GET", "/bucket/k").bytes()).isEqualTo(HELLO);

        assertThat(send("DELETE", "/bucket/k?tagging").status()).isEqualTo(204);
        assertThat(send("DELETE", "/bucket/k?tagging").status()).isEqualTo(204);
        assertThat(tagsOf("/bucket/k?tagging")).isEmpty();
    }

    @Test
    void onlyStoredObjectsAreTagged() {
        for (String method : List.of("GET", "DELETE")) {
            assertThat(send(method, "/bucket/none?tagging").errorCode()).isEqualTo("NoSuchKey");
        }
        Answer absent = putTags("/bucket/none?tagging", tag("a", "1"));
        assertThat(absent.errorCode()).isEqualTo("NoSuchKey");
        assertThat(absent.requestBody().wasAsked()).isFalse();
    }

    @Test
    void versionsHaveTagsOfTheirOwn() {
        String enabled = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
        put("/bucket?versioning", utf8(enabled));
        String first = put("/bucket/k", HELLO).header("x-amz-version-id");
        String second = put("/bucket/k", HELLO).header("x-amz-version-id");

        Answer tagged = putTags("/bucket/k?tagging&versionId=" + first, tag("a", "1"));
        assertThat(tagged.header("x-amz-version-id")).isEqualTo(first);
        assertThat(putTags("/bucket/k?tagging", tag("b", "2")).header("x-amz-version-id"))
                .isEqualTo(second);
        assertThat(tagsOf("/bucket/k?tagging&versionId=" + first)).containsExactly("a=1");
        assertThat(tagsOf("/bucket/k?tagging")).containsExactly("b=2");

        Answer cleared = send("DELETE", "/bucket/k?tagging&versionId=" + first);
        assertThat(cleared.header("x-amz-version-id")).isEqualTo(first);
        assertThat(tagsOf("/bucket/k?tagging&versionId=" + first)).isEmpty();
        assertThat(tagsOf("/bucket/k?tagging")).containsExactly("b=2");

        String marker = send("DELETE", "/bucket/k").header("x-amz-version-id");
        assertThat(putTags("/bucket/k?tagging", tag("a", "1")).errorCode()).isEqualTo("NoSuchKey");
        assertThat(putTags("/bucket/k?tagging&versionId=" + marker, tag("a", "1"))
                        .errorCode())
                .isEqualTo("MethodNotAllowed");
    }

    @Test
    void uploadsInPartsAreTagged() {
        Answer created = s3.send(S3Requests.of("POST", "/bucket/k?uploads").header("x-amz-tagging", "a=1"));
        String id = created.xml("InitiateMultipartUploadResult").requiredText("UploadId");
        String etag = s3.send(S3Requests.of("PUT", "/bucket/k?partNumber=1&uploadId=" + id)
                        .body(utf8("1")))
                .header("ETag");
        String parts = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + etag
                + "</ETag></Part></CompleteMultipartUpload>";
        assertThat(s3.send(S3Requests.of("POST", "/bucket/k?uploadId=" + id).body(utf8(parts)))
                        .status())
                .isEqualTo(200);
        assertThat(tagsOf("/bucket/k?tagging")).containsExactly("a=1");
    }

    @Test
    void copiesTakeTagsOverOrGetNewOnes() {
        putTagged("/bucket/k", "a=1");
        copy(S3Requests.of("PUT", "/bucket/copied").header("x-amz-tagging", "b=2"));
        copy(S3Requests.of("PUT", "/bucket/replaced")
                .header("x-amz-tagging", "b=2")
                .header("x-amz-tagging-directive", "REPLACE"));
        copy(S3Requests.of("PUT", "/bucket/k").header("x-amz-tagging-directive", "REPLACE"));

        assertThat(tagsOf("/bucket/copied?tagging")).containsExactly("a=1");
        assertThat(tagsOf("/bucket/replaced?tagging")).containsExactly("b=2");
        assertThat(tagsOf("/bucket/k?tagging")).isEmpty();
    }

    private void copy(S3Requests request) {
        Answer answer = s3.send(request.header("x-amz-copy-source", "bucket/k"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
}
