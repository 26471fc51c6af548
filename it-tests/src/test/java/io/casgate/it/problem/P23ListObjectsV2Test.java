package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.RawClient.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All of ListObjectsV2, so that no client has to be told to use the first version. */
class P23ListObjectsV2Test extends ProblemTest {
    @BeforeEach
    void put() {
        List.of("a", "b", "c", "d").forEach(key -> s3.put(key).body(key).expect(200));
    }

    @Test
    void problem23_everyFieldIsThere() {
        Answer list = s3.get("?list-type=2&max-keys=2&start-after=a&fetch-owner=true&prefix=")
                .expect(200);
        assertThat(list.elements("Key")).containsExactly("b", "c");
        assertThat(list.element("Name")).isEqualTo(bucket);
        assertThat(list.element("KeyCount")).isEqualTo("2");
        assertThat(list.element("MaxKeys")).isEqualTo("2");
        assertThat(list.element("StartAfter")).isEqualTo("a");
        assertThat(list.element("IsTruncated")).isEqualTo("true");
        assertThat(list.elements("Size")).containsExactly("1", "1");
        assertThat(list.elements("StorageClass")).containsExactly("STANDARD", "STANDARD");
        assertThat(list.elements("ID")).hasSize(2);
    }

    @Test
    void problem23_tokensGoOnWherePagesEnd() {
        Answer first = s3.get("?list-type=2&max-keys=3").expect(200);
        String token = first.element("NextContinuationToken");
        Answer second = s3.get("?list-type=2&start-after=zzz&continuation-token="
                        + URLEncoder.encode(token, StandardCharsets.UTF_8))
                .expect(200);
        assertThat(second.elements("Key"))
                .as("a token is stronger than start-after")
                .containsExactly("d");
        assertThat(second.element("ContinuationToken")).isEqualTo(token);
        assertThat(second.element("IsTruncated")).isEqualTo("false");
    }

    @Test
    void problem23_ownersAreOnlyToldWhenAskedFor() {
        assertThat(s3.get("?list-type=2").expect(200).body()).doesNotContain("<Owner>");
        assertThat(s3.get("?").expect(200).elements("ID")).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"max-keys=-1", "max-keys=x", "continuation-token=", "continuation-token=nonsense"})
    void problem23_nonsenseIsAnInvalidArgument(String query) {
        s3.get("?list-type=2&" + query).refused(400, "InvalidArgument");
    }

    @Test
    void problem23_moreThanAThousandKeysAreAThousand() {
        assertThat(s3.get("?list-type=2&max-keys=5000").expect(200).element("MaxKeys"))
                .isEqualTo("1000");
    }
}
