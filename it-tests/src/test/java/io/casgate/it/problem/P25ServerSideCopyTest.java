package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.Buckets;
import io.casgate.it.client.RawClient.Answer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies in the store: every spelling of the source, right after it was made, whole or in parts. */
class P25ServerSideCopyTest extends ProblemTest {
    @ParameterizedTest
    @ValueSource(strings = {"%s/folder/a b", "/%s/folder/a%%20b", "%s/folder%%2Fa%%20b", "/%s%%2Ffolder%%2Fa%%20b"})
    void problem25_everySpellingOfTheSource(String spelling) {
        s3.put("folder/a%20b").body("content").expect(200);
        s3.put("copy").header("x-amz-copy-source", spelling.formatted(bucket)).expect(200);
        assertThat(s3.get("copy").expect(200).body()).isEqualTo("content");
    }

    @Test
    void problem25_aVersionIsCopied() {
        enableVersioning();
        String first = s3.put("k").body("first").expect(200).headers().get("x-amz-version-id");
        s3.put("k").body("second").expect(200);
        Answer copied = s3.put("k")
                .header("x-amz-copy-source", s3.target("k") + "?versionId=" + first)
                .expect(200);
        assertThat(copied.headers()).containsEntry("x-amz-copy-source-version-id", first);
        assertThat(s3.get("k").expect(200).body()).isEqualTo("first");
    }

    @Test
    void problem25_anUploadIsCopiedAtOnceAfterItWasCompleted() {
        byte[] body = random(10_000, 25);
        for (int i = 0; i < 10; i++) {
            String upload = create("upload" + i);
            complete("upload" + i, upload, uploadPart("upload" + i, upload, 1, body));
            s3.put("blob" + i)
                    .header("x-amz-copy-source", s3.target("upload" + i))
                    .expect(200);
            s3.delete("upload" + i).expect(204);
            assertThat(s3.get("blob" + i).expect(200).body()).hasSize(body.length);
        }
    }

    @Test
    void problem25_partsAreCopiedFromRanges() {
        byte[] source = random(PART + 1000, 26);
        s3.put("source").body(source).expect(200);
        String upload = create("joined");
        String[] etags = new String[2];
        String[] ranges = {"bytes=1000-" + (PART + 999), "bytes=0-99"};
        for (int i = 0; i < ranges.length; i++) {
            String etag = s3.put("joined?partNumber=" + (i + 1) + "&uploadId=" + upload)
                    .header("x-amz-copy-source", s3.target("source"))
                    .header("x-amz-copy-source-range", ranges[i])
                    .expect(200)
                    .element("ETag");
            etags[i] = etag;
        }
        complete("joined", upload, etags);
        String joined = s3.get("joined").expect(200).body();
        String whole = new String(source, StandardCharsets.ISO_8859_1);
        assertThat(joined).isEqualTo(whole.substring(1000) + whole.substring(0, 100));
    }

    @Test
    void problem25_missingSourcesAreSaidToBeMissing() {
        s3.put("copy").header("x-amz-copy-source", s3.target("missing")).refused(404, "NoSuchKey");
        s3.put("copy")
                .header("x-amz-copy-source", "/" + Buckets.freshName("none") + "/k")
                .refused(404, "NoSuchBucket");
        s3.put("copy").header("x-amz-copy-source", "nonsense").refused(400, "InvalidArgument");
    }
}
