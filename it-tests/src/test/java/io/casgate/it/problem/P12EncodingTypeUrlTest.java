package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.RawClient.Answer;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With encoding-type=url, keys are encoded, the document says so, and markers are compared decoded. */
class P12EncodingTypeUrlTest extends ProblemTest {
    private static final List<String> KEYS = List.of("a b", "a%20b", "a+b", "a/ü", "a&b", "z");

    @BeforeEach
    void put() {
        KEYS.forEach(key -> s3.put(encoded(key)).body("").expect(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?encoding-type=url", "?list-type=2&encoding-type=url", "?versions&encoding-type=url"})
    void problem12_keysAreEncodedAndSaidToBe(String query) {
        Answer list = s3.get(query).expect(200);
        assertThat(list.element("EncodingType")).isEqualTo("url");
        assertThat(list.elements("Key")).allMatch(key -> key.matches("[A-Za-z0-9%/._~+-]*"));
        assertThat(decoded(list.elements("Key"))).containsExactlyInAnyOrderElementsOf(KEYS);
    }

    @Test
    void problem12_spacesDoNotBecomePluses() {
        assertThat(s3.get("?encoding-type=url").expect(200).elements("Key")).contains("a%20b", "a%2520b", "a%2Bb");
    }

    @Test
    void problem12_prefixDelimiterAndMarkersAreEncodedToo() {
        Answer list =
                s3.get("?encoding-type=url&prefix=a%20&delimiter=%20&marker=a").expect(200);
        assertThat(list.element("Prefix")).isEqualTo("a%20");
        assertThat(list.element("Delimiter")).isEqualTo("%20");
        assertThat(list.element("Marker")).isEqualTo("a");
    }

    @Test
    void problem12_pagingByDecodedMarkersComesToAnEnd() {
        List<String> seen = new ArrayList<>();
        String marker = "";
        for (String truncated = "true"; truncated.equals("true"); ) {
            assertThat(seen).hasSizeLessThan(KEYS.size());
            Answer page = s3.get("?encoding-type=url&max-keys=1&marker=" + encoded(marker))
                    .expect(200);
            seen.addAll(decoded(page.elements("Key")));
            marker = seen.getLast();
            truncated = page.element("IsTruncated");
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(KEYS);
    }

    @Test
    void problem12_pagingByTokensComesToAnEnd() {
        List<String> seen = new ArrayList<>();
        for (String token = ""; token != null; ) {
            assertThat(seen).hasSizeLessThan(KEYS.size());
            Answer page =
                    s3.get("?list-type=2&encoding-type=url&max-keys=1" + token).expect(200);
            seen.addAll(decoded(page.elements("Key")));
            List<String> next = page.elements("NextContinuationToken");
            token = next.isEmpty() ? null : "&continuation-token=" + encoded(next.getFirst());
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(KEYS);
    }

    private static List<String> decoded(List<String> keys) {
        return keys.stream()
                .map(key -> URLDecoder.decode(key, StandardCharsets.UTF_8))
                .toList();
    }

    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
