package io.casgate.gateway.digest;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A checksum of an object or of a part of one.
 *
 * @param base64 the algorithm's bytes, most significant first
 * @param parts of how many parts' checksums it is the checksum, or 0 when it is that of the bytes themselves
 */
public record Checksum(ChecksumAlgorithm algorithm, String base64, int parts) {
    private static final Pattern TEXT = Pattern.compile("([A-Za-z0-9+/]+=*)(?:-([1-9][0-9]{0,4}))?");

    /** Of bytes that were digested as a whole. */
    public static Checksum of(ChecksumAlgorithm algorithm, byte[] digest) {
        return new Checksum(algorithm, Base64.getEncoder().encodeToString(digest), 0);
    }

    /** Reads a header's or element's text; empty when it cannot be a checksum of this algorithm. */
    public static Optional<Checksum> parse(ChecksumAlgorithm algorithm, String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || !isCanonical(matcher.group(1), algorithm.length())) {
            return Optional.empty();
        }
        String parts = matcher.group(2);
        return Optional.of(new Checksum(algorithm, matcher.group(1), parts == null ? 0 : Integer.parseInt(parts)));
    }

    private static boolean isCanonical(String base64, int length) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return bytes.length == length
                    && Base64.getEncoder().encodeToString(bytes).equals(base64);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public ChecksumType type() {
        return parts == 0 ? ChecksumType.FULL_OBJECT : ChecksumType.COMPOSITE;
    }

    /** As in headers and XML: Base64, followed by a hyphen and the number of parts when it is composite. */
    public String text() {
        return parts == 0 ? base64 : base64 + "-" + parts;
    }

    public byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }

    /** The bytes in lower-case hexadecimal. */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    /** Whether it is the checksum of the same bytes, however it is labelled; in constant time. */
    public boolean sameBytes(byte[] digest) {
        return MessageDigest.isEqual(bytes(), digest);
    }
}
