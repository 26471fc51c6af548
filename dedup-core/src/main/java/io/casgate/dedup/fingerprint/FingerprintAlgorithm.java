package io.casgate.dedup.fingerprint;

import io.casgate.dedup.DomainKey;
import java.util.Locale;

/** How a domain's fingerprints are computed. What a stored code means never changes; a code is never used again. */
public enum FingerprintAlgorithm {
    /** RFC 2104 with SHA-256. At the JDK's speed it costs no more than SHA-256 alone. */
    HMAC_SHA256(1),
    /** RFC 7693 with a key and 32 bytes of output. */
    BLAKE2B_256(2);

    private final int code;

    FingerprintAlgorithm(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /**
     * The algorithm that a stored code stands for.
     *
     * @throws IllegalArgumentException for a code that this program does not know
     */
    public static FingerprintAlgorithm ofCode(int code) {
        for (FingerprintAlgorithm algorithm : values()) {
            if (algorithm.code == code) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("Unknown fingerprint algorithm: " + code);
    }

    /** A fingerprinter for one thread, under a key that is derived from the domain's. */
    public Fingerprinter fingerprinter(DomainKey key) {
        return withKey(key.derive("casgate.fingerprint." + this));
    }

    /** A fingerprinter for one thread, under {@code key} itself. */
    Fingerprinter withKey(byte[] key) {
        return switch (this) {
            case HMAC_SHA256 -> new HmacFingerprinter(key);
            case BLAKE2B_256 -> new Blake2bFingerprinter(key);
        };
    }

    /** For configuration and logs: {@code hmac-sha256}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The algorithm that configuration names.
     *
     * @throws IllegalArgumentException unless {@code text} is what {@link #toString} returns for some algorithm
     */
    public static FingerprintAlgorithm parse(String text) {
        for (FingerprintAlgorithm algorithm : values()) {
            if (algorithm.toString().equals(text)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("Not a fingerprint algorithm, such as " + HMAC_SHA256 + ": " + text);
    }
}
