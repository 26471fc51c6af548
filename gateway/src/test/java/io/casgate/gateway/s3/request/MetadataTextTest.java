package io.casgate.gateway.s3.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.auth.SignedRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain, with = and ?|plain, with = and ?",
                "=?UTF-8?Q?bl=C3=A4?=|=?UTF-8?Q?bl=C3=A4?=",
                "blä|=?UTF-8?Q?bl=C3=A4?=",
                "a b_c=?ä|=?UTF-8?Q?a_b=5Fc=3D=3F=C3=A4?=",
                "ä|=?UTF-8?B?w6Q=?=",
                "日本語|=?UTF-8?B?5pel5pys6Kqe?=",
            })
    void isToldInAscii(String text, String header) {
        assertThat(MetadataText.ofOctets(SignedRequest.octets(text)).headerValue())
                .isEqualTo(header);
    }

    @Test
    void whatIsNotUtf8IsLatin1() {
        MetadataText text = MetadataText.ofOctets("caf\u00e9");
        assertThat(text.headerValue()).isEqualTo("=?UTF-8?Q?caf=C3=A9?=");
        assertThat(text.utf8Length()).isEqualTo(5);
    }

    @Test
    void countsUtf8() {
        assertThat(MetadataText.ofOctets(SignedRequest.octets("日本語")).utf8Length())
                .isEqualTo(9);
    }

    /** As a client reads it, whatever the length: words of 75 characters at most, each whole in itself. */
    @ParameterizedTest
    @ValueSource(strings = {"日", "😀", "ä", "aä", "a b_ä"})
    void longTextIsSeveralWords(String piece) {
        String text = piece.repeat(100);
        String header = MetadataText.ofOctets(SignedRequest.octets(text)).headerValue();
        String[] words = header.split(" ");
        assertThat(words).hasSizeGreaterThan(1);
        StringBuilder decoded = new StringBuilder();
        for (String word : words) {
            assertThat(word).hasSizeLessThanOrEqualTo(75).matches("=\\?UTF-8\\?[BQ]\\?[^? ]+\\?=");
            decoded.append(decode(word));
        }
        assertThat(decoded).hasToString(text);
    }

    private static String decode(String word) {
        String content = word.substring("=?UTF-8?B?".length(), word.length() - 2);
        byte[] bytes = word.charAt(8) == 'B' ? Base64.getDecoder().decode(content) : unquote(content);
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(text).as("ends inside a character").doesNotContain("\uFFFD");
        return text;
    }

    private static byte[] unquote(String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '=') {
                bytes.write(HexFormat.fromHexDigits(content, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(c == '_' ? ' ' : c);
            }
        }
        return bytes.toByteArray();
    }
}
