package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.RawClient.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slashes at the beginning, at the end and next to each other, and dots between them, are part of a key. */
class P10SlashesInKeysTest extends ProblemTest {
    private static final List<String> KEYS =
            List.of("../up", "./here", "/", "//", "///c", "/a", "a", "a/", "a/../b", "a/./b", "a//b", "a/b");

    @Test
    void problem10_noSlashIsLost() {
        KEYS.forEach(key -> s3.put(key).body(key).expect(200));
        KEYS.forEach(key -> assertThat(s3.get(key).expect(200).body()).isEqualTo(key));
        assertThat(s3.get("?list-type=2").expect(200).elements("Key")).containsExactlyElementsOf(KEYS);
    }

    @Test
    void problem10_anEmptyFolderNameIsAFolder() {
        KEYS.forEach(key -> s3.put(key).body(key).expect(200));
        Answer root = s3.get("?list-type=2&delimiter=%2F").expect(200);
        assertThat(root.elements("Key")).containsExactly("a");
        assertThat(root.body())
                .contains("<CommonPrefixes><Prefix>/</Prefix></CommonPrefixes>")
                .contains("<CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes>");
        Answer below = s3.get("?list-type=2&delimiter=%2F&prefix=a%2F").expect(200);
        assertThat(below.elements("Key")).containsExactly("a/", "a/b");
        assertThat(below.body()).contains("<CommonPrefixes><Prefix>a//</Prefix></CommonPrefixes>");
    }
}
