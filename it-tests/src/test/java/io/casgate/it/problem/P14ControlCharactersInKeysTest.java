package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.RawClient.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys may hold characters that XML cannot: they never spoil a page. */
class P14ControlCharactersInKeysTest extends ProblemTest {
    private static final List<String> KEYS = List.of("a%01b", "a%0Ab", "a%0Db", "a%1Fb", "aa", "a%7Fb", "%EF%BF%BE");

    @BeforeEach
    void put() {
        KEYS.forEach(key -> s3.put(key).body(key).expect(200));
    }

    @Test
    void problem14_theyAreWrittenAsCharacterReferences() {
        Answer list = s3.get("?list-type=2").expect(200);
        assertThat(list.elements("Key")).hasSize(KEYS.size()).contains("aa", "a&#x1;b", "a&#x1f;b");
    }

    @Test
    void problem14_theyAreSafeWithEncodingTypeUrl() {
        Answer list = s3.get("?list-type=2&encoding-type=url").expect(200);
        assertThat(list.elements("Key")).containsExactlyElementsOf(KEYS);
    }

    @Test
    void problem14_theyCanBeReadAndDeleted() {
        for (String key : KEYS) {
            assertThat(s3.get(key).expect(200).body()).isEqualTo(key);
            s3.delete(key).expect(204);
        }
        assertThat(s3.get("?list-type=2").expect(200).elements("Key")).isEmpty();
    }
}
