package io.casgate.auth.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardsTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            emptyValue = "",
            value = {
                "'',          '',        true",
                "'',          a,         false",
                "*,           '',        true",
                "*,           anything,  true",
                "?,           '',        false",
                "?,           a,         true",
                "?,           ab,        false",
                "a*b,         ab,        true",
                "a*b,         axxb,      true",
                "a*b,         axxbc,     false",
                "a*b*c,       aXbYbZc,   true",
                "*.jpg,       x.jpg.jpg, true",
                "*aab,        aaaaab,    true",
                "a**b,        ab,        true",
                "a?c,         abc,       true",
                "a?c,         ac,        false",
                "[a-z].+,     '[a-z].+', true",
                "a.c,         abc,       false",
                "Abc,         abc,       false"
            })
    void matches(String pattern, String text, boolean matches) {
        assertThat(Wildcards.of(pattern).matches(text)).isEqualTo(matches);
    }

    @Test
    void agreesWithRegularExpressions() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        for (int i = 0; i < 3_000; i++) {
            String pattern = random(random, "ab*?", 6);
            String text = random(random, "ab", 8);
            Pattern regex = Pattern.compile(pattern.replace("*", ".*").replace('?', '.'));
            assertThat(Wildcards.of(pattern).matches(text))
                    .as("%s on %s", pattern, text)
                    .isEqualTo(regex.matcher(text).matches());
            assertThat(Wildcards.of(pattern).canMatchAfter(text))
                    .as("%s after %s", pattern, text)
                    .isEqualTo(canMatchAfter(regex, text));
        }
    }

    /** By trying the continuations that can make a difference: patterns have at most six characters. */
    private static boolean canMatchAfter(Pattern regex, String prefix) {
        for (int length = 0; length <= 6; length++) {
            for (int bits = 0; bits < 1 << length; bits++) {
                StringBuilder text = new StringBuilder(prefix);
                for (int at = 0; at < length; at++) {
                    text.append((bits >> at & 1) == 0 ? 'a' : 'b');
                }
                if (regex.matcher(text).matches()) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void manyWildcardsCostNoMoreThanTheProductOfTheLengths() {
        String pattern = "*a".repeat(500) + "b";
        assertThat(Wildcards.of(pattern).matches("a".repeat(1024))).isFalse();
    }

    private static String random(RandomGenerator random, String alphabet, int maxLength) {
        return random.ints(random.nextInt(maxLength + 1), 0, alphabet.length())
                .mapToObj(i -> alphabet.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
