package io.casgate.catalog;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Names a version of a key: "null" for the null version; otherwise 16 hexadecimal digits of the version's number and 16
 * random ones, so that ids of a key sort by age, and cannot be guessed.
 */
public record VersionId(String text) {
    public static final VersionId NULL = new VersionId("null");

    private static final int DIGITS = 32;
    private static final HexFormat HEX = HexFormat.of();

    public VersionId {
        if (!text.equals("null") && !isNumbered(text)) {
            throw new IllegalArgumentException("Not a version id: " + text);
        }
    }

    /** A new id of the version with this number; {@code random} is a cryptographically strong source. */
    public static VersionId create(long number, RandomGenerator random) {
        return new VersionId(HEX.toHexDigits(number) + HEX.toHexDigits(random.nextLong()));
    }

    /** Stands for the place of a version in a listing, also of the null version; no version is found by it. */
    public static VersionId placeOf(long number) {
        return new VersionId(HEX.toHexDigits(number) + HEX.toHexDigits(0L));
    }

    /** Reads {@link #text}; empty when it is no version id. */
    public static Optional<VersionId> parse(String text) {
        return text.equals("null") || isNumbered(text) ? Optional.of(new VersionId(text)) : Optional.empty();
    }

    private static boolean isNumbered(String text) {
        return text.length() == DIGITS
                && text.chars().allMatch(HexFormat::isHexDigit)
                && text.equals(text.toLowerCase(Locale.ROOT))
                && HexFormat.fromHexDigitsToLong(text, 0, DIGITS / 2) > 0;
    }

    public boolean isNull() {
        return equals(NULL);
    }

    /** The version's number; empty for the null version, whose number is not in its id. */
    public OptionalLong number() {
        return isNull() ? OptionalLong.empty() : OptionalLong.of(HexFormat.fromHexDigitsToLong(text, 0, DIGITS / 2));
    }

    @Override
    public String toString() {
        return text;
    }
}
