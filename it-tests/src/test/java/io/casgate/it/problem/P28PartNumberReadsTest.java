package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.RawClient.Answer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Reads of one part by its number, and ranges that cannot be satisfied. */
class P28PartNumberReadsTest extends ProblemTest {
    private static final byte[] FIRST = random(PART, 281);
    private static final byte[] SECOND = random(1000, 282);

    @Test
    void problem28_partsAreReadByTheirNumber() {
        String upload = create("k");
        complete("k", upload, uploadPart("k", upload, 1, FIRST), uploadPart("k", upload, 2, SECOND));
        Answer second = s3.get("k?partNumber=2").expect(206);
        assertThat(second.body()).isEqualTo(new String(SECOND, StandardCharsets.ISO_8859_1));
        assertThat(second.headers())
                .containsEntry("x-amz-mp-parts-count", "2")
                .containsEntry("content-range", "bytes " + PART + "-" + (PART + 999) + "/" + (PART + 1000));
        assertThat(s3.head("k?partNumber=1").expect(206).headers())
                .containsEntry("x-amz-mp-parts-count", "2")
                .containsEntry("content-length", Integer.toString(PART));
        s3.get("k?partNumber=3").refused(416, "InvalidPartNumber");
        s3.get("k?partNumber=1").header("range", "bytes=0-1").refused(400, "InvalidRequest");
    }

    @Test
    void problem28_anObjectWithoutPartsIsItsFirst() {
        s3.put("k").body("whole").expect(200);
        Answer first = s3.get("k?partNumber=1").expect(206);
        assertThat(first.body()).isEqualTo("whole");
        assertThat(first.headers()).doesNotContainKey("x-amz-mp-parts-count");
        s3.get("k?partNumber=2").refused(416, "InvalidPartNumber");
        s3.get("k?partNumber=0").refused(400, "InvalidArgument");
    }

    @Test
    void problem28_unsatisfiableRangesTellTheSize() {
        s3.put("k").body("12345").expect(200);
        Answer refusal = s3.get("k").header("range", "bytes=5-").refused(416, "InvalidRange");
        assertThat(refusal.headers()).containsEntry("content-range", "bytes */5");
        assertThat(refusal.element("ActualObjectSize")).isEqualTo("5");
        assertThat(s3.head("k").header("range", "bytes=9-10").expect(416).headers())
                .containsEntry("content-range", "bytes */5");
        assertThat(s3.get("k").header("range", "nonsense").expect(200).body()).isEqualTo("12345");
    }
}
