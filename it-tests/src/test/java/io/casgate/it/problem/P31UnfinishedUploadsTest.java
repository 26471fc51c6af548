package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.RawClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Multipart uploads that nobody finished can be found, and what was finished or aborted is not listed. */
class P31UnfinishedUploadsTest extends ProblemTest {
    @Test
    void problem31_listsAreRightAfterEveryStep() {
        String completed = create("a/completed");
        String aborted = create("a/aborted");
        String open = create("a/open");
        String other = create("b/open");
        assertThat(uploads("")).containsExactlyInAnyOrder(completed, aborted, open, other);

        complete("a/completed", completed, uploadPart("a/completed", completed, 1, new byte[1]));
        s3.delete("a/aborted?uploadId=" + aborted).expect(204);
        assertThat(uploads("")).containsExactlyInAnyOrder(open, other);
        assertThat(uploads("&prefix=a%2F")).containsExactly(open);
    }

    @Test
    void problem31_pagesComeToAnEnd() {
        List<String> ids =
                Stream.of("k", "k", "k", "l", "m").map(key -> create(key)).toList();
        List<String> seen = new ArrayList<>();
        String marker = "";
        while (marker != null) {
            Answer page = s3.get("?uploads&max-uploads=2" + marker).expect(200);
            assertThat(page.elements("UploadId")).isNotEmpty().hasSizeLessThanOrEqualTo(2);
            seen.addAll(page.elements("UploadId"));
            marker = page.element("IsTruncated").equals("false")
                    ? null
                    : "&key-marker=" + page.element("NextKeyMarker") + "&upload-id-marker="
                            + page.element("NextUploadIdMarker");
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void problem31_aRuleOfTheBucketEndsThem() {
        s3.put("?lifecycle")
                .document("<LifecycleConfiguration><Rule><ID>unfinished</ID><Status>Enabled</Status>"
                        + "<Filter><Prefix></Prefix></Filter><AbortIncompleteMultipartUpload>"
                        + "<DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload>"
                        + "</Rule></LifecycleConfiguration>")
                .expect(200);
        Answer created = s3.post("k?uploads").expect(200);
        assertThat(created.headers())
                .containsEntry("x-amz-abort-rule-id", "unfinished")
                .containsKey("x-amz-abort-date");
    }

    @Test
    void problem31_partsThatWereUploadedAreListed() {
        String upload = create("k");
        String etag = uploadPart("k", upload, 1, new byte[10]);
        uploadPart("k", upload, 7, new byte[20]);
        Answer parts = s3.get("k?uploadId=" + upload).expect(200);
        assertThat(parts.elements("PartNumber")).containsExactly("1", "7");
        assertThat(parts.elements("Size")).containsExactly("10", "20");
        assertThat(parts.element("ETag")).isEqualTo(etag.replace("\"", "&quot;"));
    }

    private List<String> uploads(String query) {
        return s3.get("?uploads" + query).expect(200).elements("UploadId");
    }
}
