package io.casgate.dedup;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of a dedup domain, from which the keys of its cutter and its fingerprints are derived. It may never
 * change: other keys cut and fingerprint differently, so that nothing stored before would be recognised.
 */
public final class DomainKey {
    public static final int BYTES = 32;

    private final byte[] secret;

    private DomainKey(byte[] secret) {
        this.secret = secret;
    }

    public static DomainKey random() {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return new DomainKey(secret);
    }

    /**
     * The key whose bytes were stored.
     *
     * @throws IllegalArgumentException unless there are 32 bytes
     */
    public static DomainKey of(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("A domain's key has 32 bytes, not " + secret.length);
        }
        return new DomainKey(secret.clone());
    }

    /** The key's 32 bytes, to be stored. */
    public byte[] toBytes() {
        return secret.clone();
    }

    /** A key of 32 bytes for one purpose: HMAC-SHA256 of the purpose's name, in ASCII, under this key. */
    public byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "DomainKey";
    }
}
