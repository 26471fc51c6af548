package io.casgate.catalog;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Names a multipart upload: 8 bytes of the time at which it was initiated (microseconds, big-endian), then 16 random
 * ones. Uploads of a key therefore sort by initiation, and an id cannot be guessed. Its text is URL-safe base64.
 */
public final class UploadId implements Comparable<UploadId> {
    public static final int BYTES = 24;

    private final byte[] bytes;

    private UploadId(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new id; {@code random} is a cryptographically strong source. */
    public static UploadId create(Instant initiated, RandomGenerator random) {
        byte[] secret = new byte[16];
        random.nextBytes(secret);
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, initiated);
        return new UploadId(
                ByteBuffer.allocate(BYTES).putLong(micros).put(secret).array());
    }

    /** Reads {@link #toString}'s form; empty when it is none. */
    public static Optional<UploadId> parse(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            boolean canonical =
                    bytes.length == BYTES && new UploadId(bytes).toString().equals(text);
            return canonical ? Optional.of(new UploadId(bytes)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public static UploadId ofBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "Not an upload id: " + HexFormat.of().formatHex(bytes));
        }
        return new UploadId(bytes.clone());
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    public Instant initiated() {
        return Instant.EPOCH.plus(ByteBuffer.wrap(bytes).getLong(), ChronoUnit.MICROS);
    }

    @Override
    public int compareTo(UploadId other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UploadId that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
