package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.Sums;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The token aws-chunked says how a body travels: it is no encoding of the object. */
class P05AwsChunkedInContentEncodingTest extends ProblemTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws-chunked,gzip | gzip",
                "gzip,aws-chunked | gzip",
                "aws-chunked, br, gzip | br,gzip",
                "gzip | gzip"
            })
    void problem05_otherEncodingsStay(String sent, String kept) {
        put("k", sent);
        String told = s3.head("k").expect(200).headers().get("content-encoding");
        assertThat(told).isNotNull();
        assertThat(told.replace(" ", "")).isEqualTo(kept);
    }

    @Test
    void problem05_noHeaderWhenNothingRemains() {
        put("k", "aws-chunked");
        assertThat(s3.get("k").expect(200).headers()).doesNotContainKey("content-encoding");
        String upload = create("parts", "content-encoding", "aws-chunked");
        complete("parts", upload, uploadPart("parts", upload, 1, new byte[1]));
        assertThat(s3.head("parts").expect(200).headers()).doesNotContainKey("content-encoding");
    }

    private void put(String key, String encoding) {
        byte[] body = Sums.CHECK_INPUT;
        s3.put(key)
                .header("content-encoding", encoding)
                .framed(body, "x-amz-checksum-crc32", Sums.crc32(body))
                .expect(200);
    }
}
