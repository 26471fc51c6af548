package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.RawClient.Answer;
import org.junit.jupiter.api.Test;

/** A client that did not hear the answer asks again to complete its upload: it gets the same answer. */
class P15CompleteTwiceTest extends ProblemTest {
    @Test
    void problem15_completingAgainIsTheSame() {
        String upload = create("k");
        String etag = uploadPart("k", upload, 1, random(1000, 15));
        Answer first = complete("k", upload, etag);
        Answer second = complete("k", upload, etag);
        assertThat(second.element("ETag")).isEqualTo(first.element("ETag"));
        assertThat(s3.get("k").expect(200).body()).hasSize(1000);
    }

    @Test
    void problem15_completingAgainBringsNothingBack() {
        String upload = create("k");
        String etag = uploadPart("k", upload, 1, random(1000, 15));
        complete("k", upload, etag);
        s3.put("k").body("newer").expect(200);
        s3.post("k?uploadId=" + upload).body(completion(etag)).answer();
        assertThat(s3.get("k").expect(200).body()).isEqualTo("newer");
    }

    @Test
    void problem15_unknownAndAbortedUploadsAreNoSuchUpload() {
        String upload = create("k");
        String etag = uploadPart("k", upload, 1, new byte[10]);
        s3.delete("k?uploadId=" + upload).expect(204);
        s3.post("k?uploadId=" + upload).body(completion(etag)).refused(404, "NoSuchUpload");
        s3.get("k?uploadId=" + upload).refused(404, "NoSuchUpload");
        s3.put("k?partNumber=1&uploadId=" + upload).body("late").refused(404, "NoSuchUpload");
        s3.post("k?uploadId=no-such-upload").body(completion(etag)).refused(404, "NoSuchUpload");
    }
}
