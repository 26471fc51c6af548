package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.RawClient.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages with a delimiter: each common prefix once, a token on every page but the last, no sibling lost. */
class P13DelimiterPagingTest extends ProblemTest {
    private static final List<String> KEYS =
            List.of("a", "photos-old", "photos/1", "photos/2", "photos/sub/3", "photos0", "videos/1", "videos/2", "z");
    private static final List<String> ROLLED_UP = List.of("a", "photos-old", "photos/", "photos0", "videos/", "z");

    @BeforeEach
    void put() {
        KEYS.forEach(key -> s3.put(key).body("").expect(200));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void problem13_pagesOfEverySizeAddUp(int size) {
        List<String> seen = new ArrayList<>();
        String token = "";
        while (token != null) {
            Answer page = s3.get("?list-type=2&delimiter=%2F&max-keys=" + size + token)
                    .expect(200);
            List<String> found = rolledUp(page);
            assertThat(found).isNotEmpty().hasSizeLessThanOrEqualTo(size);
            assertThat(page.element("KeyCount")).isEqualTo(Integer.toString(found.size()));
            seen.addAll(found);
            token = token(page, "NextContinuationToken", "&continuation-token=");
        }
        assertThat(seen).containsExactlyElementsOf(ROLLED_UP);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void problem13_nextMarkerLandsBehindTheWholeGroup(int size) {
        List<String> seen = new ArrayList<>();
        String marker = "";
        while (marker != null) {
            Answer page = s3.get("?delimiter=%2F&max-keys=" + size + marker).expect(200);
            assertThat(seen).hasSizeLessThan(ROLLED_UP.size());
            seen.addAll(rolledUp(page));
            marker = token(page, "NextMarker", "&marker=");
        }
        assertThat(seen).containsExactlyElementsOf(ROLLED_UP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?max-keys=0", "?list-type=2&max-keys=0", "?list-type=2&max-keys=0&delimiter=%2F"})
    void problem13_noKeysAskedForIsTheLastPage(String query) {
        Answer none = s3.get(query).expect(200);
        assertThat(none.element("IsTruncated")).isEqualTo("false");
        assertThat(none.elements("Key")).isEmpty();
        assertThat(none.body()).doesNotContain("NextMarker").doesNotContain("NextContinuationToken");
    }

    @Test
    void problem13_aPrefixThatEndsWithinANameRollsUpItsSiblings() {
        assertThat(rolledUp(s3.get("?list-type=2&delimiter=%2F&prefix=pho").expect(200)))
                .containsExactly("photos-old", "photos/", "photos0");
    }

    /** The token is there when the page says that there is more, and only then. */
    private static @Nullable String token(Answer page, String element, String parameter) {
        List<String> next = page.elements(element);
        assertThat(page.element("IsTruncated")).isEqualTo(Boolean.toString(!next.isEmpty()));
        return next.isEmpty() ? null : parameter + URLEncoder.encode(next.getFirst(), StandardCharsets.UTF_8);
    }

    private static List<String> rolledUp(Answer page) {
        String prefixes = page.body().replaceFirst("(?s).*?(<CommonPrefixes>|$)", "$1");
        Stream<String> folders = new Answer(page.status(), page.headers(), prefixes).elements("Prefix").stream();
        return Stream.concat(page.elements("Key").stream(), folders).sorted().toList();
    }
}
