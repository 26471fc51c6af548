package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.Sums;
import org.junit.jupiter.api.Test;

/** The ETag of an object of parts is the MD5 of its parts' MD5s, and their number. */
class P08MultipartEtagTest extends ProblemTest {
    @Test
    void problem08_etagIsMd5OfMd5s() {
        byte[] first = random(PART, 81);
        byte[] second = random(12_345, 82);
        String upload = create("k");
        String[] etags = {uploadPart("k", upload, 1, first), uploadPart("k", upload, 2, second)};
        assertThat(etags).containsExactly('"' + Sums.md5Hex(first) + '"', '"' + Sums.md5Hex(second) + '"');

        String expected = Sums.md5Hex(concatenated(Sums.digest("MD5", first), Sums.digest("MD5", second))) + "-2";
        assertThat(complete("k", upload, etags).element("ETag")).isEqualTo("&quot;" + expected + "&quot;");
        assertThat(s3.head("k").expect(200).headers()).containsEntry("etag", '"' + expected + '"');
        assertThat(s3.get("?list-type=2").expect(200).element("ETag")).isEqualTo("&quot;" + expected + "&quot;");
    }
}
