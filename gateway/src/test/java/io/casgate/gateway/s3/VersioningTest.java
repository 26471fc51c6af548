package io.casgate.gateway.s3;

import static io.casgate.gateway.s3.Bodies.checksum;
import static io.casgate.gateway.s3.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests say and hear of versions, on a service in memory. */
class VersioningTest extends OneBucket {
    private static final String UNKNOWN = "00000000000000010000000000000001";

    private Answer configure(String elements) {
        String document = "<VersioningConfiguration>" + elements + "</VersioningConfiguration>";
        return s3.send(S3Requests.of("PUT", "/bucket?versioning").body(utf8(document)));
    }

    private void set(String status) {
        assertThat(configure("<Status>" + status + "</Status>").status()).isEqualTo(200);
    }

    /** Stores, and tells the version id, "" when there is none. */
    private String put(String key, String text) {
        Answer answer = s3.send(S3Requests.of("PUT", "/bucket/" + key).body(utf8(text)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.has("x-amz-version-id") ? answer.header("x-amz-version-id") : "";
    }

    private String get(String target) {
        Answer answer = send("GET", "/bucket/" + target);
        assertThat(answer.status()).isEqualTo(200);
        return answer.text();
    }

    private List<String> listed(String parameters) {
        XmlElement page = send("GET", "/bucket?versions" + parameters).xml("ListVersionsResult");
        List<String> found = new ArrayList<>();
        for (XmlElement child : page.children()) {
            if (child.name().equals("Version") || child.name().equals("DeleteMarker")) {
                found.add(child.requiredText("Key") + " " + child.name() + " " + child.requiredText("IsLatest"));
            }
        }
        return found;
    }

    @Test
    void versioningIsEnabledAndSuspended() {
        assertThat(send("GET", "/bucket?versioning")
                        .xml("VersioningConfiguration")
                        .child("Status"))
                .isNull();
        for (String status : List.of("Enabled", "Suspended", "Enabled")) {
            set(status);
            assertThat(send("GET", "/bucket?versioning")
                            .xml("VersioningConfiguration")
                            .requiredText("Status"))
                    .isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "<Status>Enabled</Status><MfaDelete>Enabled</MfaDelete>, NotImplemented",
        "<Status>On</Status>, MalformedXML",
        "<MfaDelete>Disabled</MfaDelete>, IllegalVersioningConfigurationException",
    })
    void otherConfigurationsAreRefused(String elements, String code) {
        assertThat(configure(elements).errorCode()).isEqualTo(code);
        assertThat(send("GET", "/bucket?versioning")
                        .xml("VersioningConfiguration")
                        .children())
                .isEmpty();
    }

    @Test
    void aBucketWithoutVersioningTellsNoVersions() {
        assertThat(s3.send(S3Requests.of("PUT", "/bucket/k").body(utf8("1"))).has("x-amz-version-id"))
                .isFalse();
        assertThat(send("GET", "/bucket/k").has("x-amz-version-id")).isFalse();
        assertThat(get("k?versionId=null")).isEqualTo("1");
        assertThat(send("DELETE", "/bucket/k").has("x-amz-delete-marker")).isFalse();
        assertThat(listed("")).isEmpty();
    }

    @Test
    void versionsAreReadByTheirIds() {
        put("k", "0");
        set("Enabled");
        String first = put("k", "1");
        String second = put("k", "2");

        assertThat(get("k")).isEqualTo("2");
        assertThat(get("k?versionId=" + first)).isEqualTo("1");
        assertThat(get("k?versionId=null")).isEqualTo("0");
        assertThat(send("HEAD", "/bucket/k").header("x-amz-version-id")).isEqualTo(second);
        assertThat(send("HEAD", "/bucket/k?versionId=" + first).header("x-amz-version-id"))
                .isEqualTo(first);
        assertThat(send("GET", "/bucket/k?versionId=" + UNKNOWN).errorCode()).isEqualTo("NoSuchVersion");
        assertThat(send("GET", "/bucket/k?acl&versionId=" + first).status()).isEqualTo(200);
        assertThat(send("GET", "/bucket/k?tagging&versionId=" + first).header("x-amz-version-id"))
                .isEqualTo(first);
        assertThat(s3.send(S3Requests.of("PUT", "/bucket/k?versionId=" + first).body(utf8("x")))
                        .errorCode())
                .isEqualTo("InvalidArgument");
    }

    @Test
    void deleteMarkersHideAndAreRemoved() {
        set("Enabled");
        String first = put("k", "1");
        Answer deleted = send("DELETE", "/bucket/k");
        String marker = deleted.header("x-amz-version-id");

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.header("x-amz-delete-marker")).isEqualTo("true");
        Answer hidden = send("GET", "/bucket/k");
        assertThat(hidden.errorCode()).isEqualTo("NoSuchKey");
        assertThat(hidden.header("x-amz-delete-marker")).isEqualTo("true");
        assertThat(hidden.header("x-amz-version-id")).isEqualTo(marker);
        Answer named = send("GET", "/bucket/k?versionId=" + marker);
        assertThat(named.status()).isEqualTo(405);
        assertThat(named.errorCode()).isEqualTo("MethodNotAllowed");
        assertThat(named.header("x-amz-delete-marker")).isEqualTo("true");
        assertThat(named.header("Allow")).isEqualTo("DELETE");
        assertThat(send("HEAD", "/bucket/k?versionId=" + marker).status()).isEqualTo(405);
        assertThat(listed("")).containsExactly("k DeleteMarker true", "k Version false");
        assertThat(send("GET", "/bucket").text()).doesNotContain("<Key>");
        assertThat(send("DELETE", "/bucket").errorCode()).isEqualTo("BucketNotEmpty");

        Answer removed = send("DELETE", "/bucket/k?versionId=" + marker);
        assertThat(removed.header("x-amz-delete-marker")).isEqualTo("true");
        assertThat(removed.header("x-amz-version-id")).isEqualTo(marker);
        assertThat(get("k")).isEqualTo("1");
        Answer last = send("DELETE", "/bucket/k?versionId=" + first);
        assertThat(last.has("x-amz-delete-marker")).isFalse();
        assertThat(send("DELETE", "/bucket/k?versionId=" + first).status()).isEqualTo(204);
        assertThat(send("DELETE", "/bucket").status()).isEqualTo(204);
    }

    @Test
    void aMarkerIsNoObjectToConditions() {
        set("Enabled");
        put("k", "1");
        send("DELETE", "/bucket/k");

        assertThat(s3.send(S3Requests.of("PUT", "/bucket/k")
                                .header("If-Match", "*")
                                .body(utf8("2")))
                        .errorCode())
                .isEqualTo("NoSuchKey");
        for (int status : List.of(200, 412)) {
            assertThat(s3.send(S3Requests.of("PUT", "/bucket/k")
                                    .header("If-None-Match", "*")
                                    .body(utf8("2")))
                            .status())
                    .isEqualTo(status);
        }
    }

    @Test
    void whileSuspendedTheNullVersionIsReplaced() {
        set("Enabled");
        String first = put("k", "1");
        set("Suspended");
        put("k", "2");
        put("k", "3");
        assertThat(listed("")).containsExactly("k Version true", "k Version false");
        Answer deleted = send("DELETE", "/bucket/k");

        assertThat(deleted.header("x-amz-version-id")).isEqualTo("null");
        assertThat(deleted.header("x-amz-delete-marker")).isEqualTo("true");
        assertThat(listed("")).containsExactly("k DeleteMarker true", "k Version false");
        assertThat(get("k?versionId=" + first)).isEqualTo("1");
    }

    @Test
    void aNullVersionIsToldToReadersNotToItsWriter() {
        set("Suspended");
        assertThat(put("k", "1")).isEmpty();
        Answer copied = s3.send(S3Requests.of("PUT", "/bucket/l").header("x-amz-copy-source", "/bucket/k"));

        assertThat(copied.status()).as(copied.text()).isEqualTo(200);
        assertThat(copied.has("x-amz-version-id")).isFalse();
        assertThat(copied.header("x-amz-copy-source-version-id")).isEqualTo("null");
        assertThat(send("GET", "/bucket/l").header("x-amz-version-id")).isEqualTo("null");
    }

    @Test
    void versionsAreCopied() {
        set("Enabled");
        String first = put("k", "1");
        put("k", "2");
        String marker = send("DELETE", "/bucket/k").header("x-amz-version-id");

        Answer copied =
                s3.send(S3Requests.of("PUT", "/bucket/k").header("x-amz-copy-source", "/bucket/k?versionId=" + first));
        assertThat(copied.status()).as(copied.text()).isEqualTo(200);
        assertThat(copied.header("x-amz-copy-source-version-id")).isEqualTo(first);
        assertThat(copied.header("x-amz-version-id")).isNotEqualTo(first).hasSize(32);
        assertThat(get("k")).isEqualTo("1");
        assertThat(s3.send(S3Requests.of("PUT", "/bucket/l")
                                .header("x-amz-copy-source", "/bucket/k?versionId=" + marker))
                        .errorCode())
                .isEqualTo("InvalidRequest");
        assertThat(s3.send(S3Requests.of("PUT", "/bucket/l")
                                .header("x-amz-copy-source", "/bucket/k?versionId=" + UNKNOWN))
                        .errorCode())
                .isEqualTo("NoSuchVersion");
    }

    @Test
    void anUploadBecomesAVersion() {
        set("Enabled");
        put("k", "1");
        String id = send("POST", "/bucket/k?uploads")
                .xml("InitiateMultipartUploadResult")
                .requiredText("UploadId");
        Answer part = s3.send(
                S3Requests.of("PUT", "/bucket/k?partNumber=1&uploadId=" + id).body(utf8("2")));
        S3Requests completion = S3Requests.of("POST", "/bucket/k?uploadId=" + id)
                .body(utf8("<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + part.header("ETag")
                        + "</ETag></Part></CompleteMultipartUpload>"));
        Answer completed = s3.send(completion);

        String version = completed.header("x-amz-version-id");
        assertThat(version).as(completed.text()).hasSize(32);
        assertThat(s3.send(completion).header("x-amz-version-id")).isEqualTo(version);
        assertThat(get("k?versionId=" + version)).isEqualTo("2");
        assertThat(listed("")).containsExactly("k Version true", "k Version false");
    }

    private XmlElement deleteMany(String objects) {
        byte[] body = utf8("<Delete>" + objects + "</Delete>");
        return s3.send(S3Requests.of("POST", "/bucket?delete")
                        .header(
                                "Content-MD5",
                                checksum(ChecksumAlgorithm.MD5, body).text())
                        .body(body))
                .xml("DeleteResult");
    }

    @Test
    void manyDeletionsTellTheirVersions() {
        set("Enabled");
        String first = put("k", "1");
        XmlElement marked =
                deleteMany("<Object><Key>k</Key></Object>").children().getFirst();
        String marker = marked.requiredText("DeleteMarkerVersionId");

        assertThat(marked.requiredText("DeleteMarker")).isEqualTo("true");
        assertThat(marked.child("VersionId")).isNull();
        List<XmlElement> removed = deleteMany("<Object><Key>k</Key><VersionId>" + first + "</VersionId></Object>"
                        + "<Object><Key>k</Key><VersionId>" + marker + "</VersionId></Object>")
                .children("Deleted");
        assertThat(removed.get(0).requiredText("VersionId")).isEqualTo(first);
        assertThat(removed.get(0).child("DeleteMarker")).isNull();
        assertThat(removed.get(1).requiredText("VersionId")).isEqualTo(marker);
        assertThat(removed.get(1).requiredText("DeleteMarkerVersionId")).isEqualTo(marker);
        assertThat(listed("")).isEmpty();
    }

    @Test
    void versionsAreListedPageByPage() {
        put("a", "0");
        set("Enabled");
        put("a", "1");
        put("a", "2");
        put("b/x", "3");
        send("DELETE", "/bucket/c%20d");

        List<String> found = new ArrayList<>();
        String markers = "";
        for (boolean more = true; more; ) {
            String target = "&max-keys=1&delimiter=/&encoding-type=url" + markers;
            found.addAll(listed(target));
            XmlElement page = send("GET", "/bucket?versions" + target).xml("ListVersionsResult");
            page.children("CommonPrefixes").forEach(group -> found.add(group.requiredText("Prefix")));
            more = page.requiredText("IsTruncated").equals("true");
            String id = page.optionalText("NextVersionIdMarker");
            markers = more
                    ? "&key-marker=" + page.requiredText("NextKeyMarker")
                            + (id == null ? "" : "&version-id-marker=" + id)
                    : "";
        }
        assertThat(found)
                .containsExactly(
                        "a Version true", "a Version false", "a Version false", "b/", "c%20d DeleteMarker true");
        assertThat(listed("&prefix=b/")).containsExactly("b/x Version true");
    }
}
