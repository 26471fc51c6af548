package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.auth.SigV4Signer;
import io.casgate.it.client.RawClient.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Headers tell time as RFC 9110 has it, documents as ISO 8601 with milliseconds, both in UTC and to the second. */
class P20DateFormatsTest extends ProblemTest {
    private static final Pattern HTTP_DATE = Pattern.compile(
            "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    private static final Pattern XML_DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

    @Test
    void problem20_headersHaveHttpDates() {
        s3.put("k").body("x").expect(200);
        for (Answer answer : List.of(s3.get("k").expect(200), s3.head("k").expect(200))) {
            assertThat(answer.headers().get("last-modified")).matches(HTTP_DATE);
            assertThat(answer.headers().get("date")).matches(HTTP_DATE);
        }
    }

    @Test
    void problem20_documentsHaveIsoDates() {
        s3.put("k").body("x").expect(200);
        assertThat(s3.get("?list-type=2").expect(200).element("LastModified")).matches(XML_DATE);
        assertThat(s3.get("?versions").expect(200).element("LastModified")).matches(XML_DATE);
        String source = s3.target("k");
        assertThat(s3.put("copy")
                        .header("x-amz-copy-source", source)
                        .expect(200)
                        .element("LastModified"))
                .matches(XML_DATE);
        String upload = create("k");
        assertThat(s3.get("?uploads").expect(200).element("Initiated")).matches(XML_DATE);
        uploadPart("k", upload, 1, new byte[1]);
        assertThat(s3.get("k?uploadId=" + upload).expect(200).element("LastModified"))
                .matches(XML_DATE);
    }

    @Test
    void problem20_bucketsTellWhenTheyWereMade() throws IOException {
        s3.raw().send(s3.raw().sign("GET", "/", SigV4Signer.UNSIGNED_PAYLOAD, Map.of()));
        assertThat(s3.raw().answer().elements("CreationDate"))
                .isNotEmpty()
                .allMatch(date -> XML_DATE.matcher(date).matches());
    }

    @Test
    void problem20_theSameSecondIsNotModified() throws IOException {
        s3.put("k").body("x").expect(200);
        String modified = s3.head("k").expect(200).headers().get("last-modified");
        s3.head("k").header("if-modified-since", String.valueOf(modified)).expect(304);
        s3.head("k").header("if-unmodified-since", String.valueOf(modified)).expect(200);
    }
}
