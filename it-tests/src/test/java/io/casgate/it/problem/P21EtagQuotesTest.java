package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ETags have quotes in headers and documents; conditions take them with quotes, without, and in lists. */
class P21EtagQuotesTest extends ProblemTest {
    private static final String PLAIN = "acbd18db4cc2f85cedef654fccc4a4d8";

    @BeforeEach
    void put() {
        s3.put("k").body("foo").expect(200);
    }

    @Test
    void problem21_etagsAreQuoted() {
        assertThat(s3.head("k").expect(200).headers()).containsEntry("etag", '"' + PLAIN + '"');
        assertThat(s3.get("?list-type=2").expect(200).element("ETag")).isEqualTo("&quot;" + PLAIN + "&quot;");
        assertThat(s3.put("copy")
                        .header("x-amz-copy-source", s3.target("k"))
                        .expect(200)
                        .element("ETag"))
                .isEqualTo("&quot;" + PLAIN + "&quot;");
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, '"' + PLAIN + '"', "\"other\", \"" + PLAIN + '"', "*"})
    void problem21_conditionsTakeEverySpelling(String condition) {
        s3.head("k").header("if-match", condition).expect(200);
        s3.head("k").header("if-none-match", condition).expect(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, '"' + PLAIN + '"'})
    void problem21_copyConditionsTakeBothSpellings(String condition) {
        s3.put("copy")
                .header("x-amz-copy-source", s3.target("k"))
                .header("x-amz-copy-source-if-match", condition)
                .expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, '"' + PLAIN + '"', "&quot;" + PLAIN + "&quot;"})
    void problem21_completionsTakeEverySpelling(String etag) {
        String upload = create("parts");
        uploadPart("parts", upload, 1, "foo".getBytes(StandardCharsets.UTF_8));
        complete("parts", upload, etag);
        assertThat(s3.get("parts").expect(200).body()).isEqualTo("foo");
    }
}
