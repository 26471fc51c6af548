package io.casgate.gateway.s3.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Values of user metadata as text. Octets that are UTF-8 mean that, others ISO 8859-1. ASCII is sent as it is; text beyond
 * it as encoded words of RFC 2047, as AWS does, because few clients agree on what other octets in a header mean.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html#UserMetadata">AWS: User-defined
 *     object metadata</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2047#section-2">RFC 2047, 2: syntax of encoded words</a>
 */
public final class MetadataText {
    private static final int MAX_WORD = 75;
    private static final String MARKS_IN_WORDS = "!*+-/";

    private final String text;

    private MetadataText(String text) {
        this.text = text;
    }

    /** Of a header's value, one octet per char. */
    public static MetadataText ofOctets(String octets) {
        return new MetadataText(isAscii(octets) ? octets : decode(octets));
    }

    private static String decode(String octets) {
        byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return octets;
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** How AWS counts it against the limit on metadata. */
    public int utf8Length() {
        return utf8(text).length;
    }

    /** As a response has it: in ASCII. */
    public String headerValue() {
        if (isAscii(text)) {
            return text;
        }
        return mostlyAscii() ? words(Encoding.Q) : words(Encoding.B);
    }

    private boolean mostlyAscii() {
        return text.chars().filter(c -> c < 0x80).count() > text.length() / 2;
    }

    /** The two encodings of RFC 2047, section 4. */
    private enum Encoding {
        B {
            @Override
            String encode(String text) {
                return Base64.getEncoder().encodeToString(utf8(text));
            }
        },
        Q {
            @Override
            String encode(String text) {
                StringBuilder encoded = new StringBuilder();
                for (byte octet : utf8(text)) {
                    encoded.append(quoted(octet & 0xFF));
                }
                return encoded.toString();
            }
        };

        abstract String encode(String text);

        String word(String text) {
            return "=?UTF-8?" + name() + "?" + encode(text) + "?=";
        }

        private static String quoted(int octet) {
            boolean itself = (octet >= '0' && octet <= '9')
                    || (octet >= 'A' && octet <= 'Z')
                    || (octet >= 'a' && octet <= 'z')
                    || MARKS_IN_WORDS.indexOf(octet) >= 0;
            if (itself) {
                return String.valueOf((char) octet);
            }
            return octet == ' ' ? "_" : String.format("=%02X", octet);
        }
    }

    /** Words as long as they may be, none of which ends inside a character; readers join them without the spaces. */
    private String words(Encoding encoding) {
        List<String> words = new ArrayList<>();
        String word = "";
        for (String character : characters()) {
            if (encoding.word(word + character).length() > MAX_WORD) {
                words.add(encoding.word(word));
                word = "";
            }
            word += character;
        }
        words.add(encoding.word(word));
        return String.join(" ", words);
    }

    private List<String> characters() {
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
