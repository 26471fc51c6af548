package io.casgate.dedup.fingerprint;

import io.casgate.dedup.Fingerprint;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

final class HmacFingerprinter implements Fingerprinter {
    private static final String NAME = "HmacSHA256";

    private final Mac mac;
    private final byte[] output = new byte[Fingerprint.BYTES];

    HmacFingerprinter(byte[] key) {
        try {
            mac = Mac.getInstance(NAME);
            mac.init(new SecretKeySpec(key, NAME));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every JDK has " + NAME, e);
        }
    }

    @Override
    public FingerprintAlgorithm algorithm() {
        return FingerprintAlgorithm.HMAC_SHA256;
    }

    @Override
    public Fingerprint of(byte[] buffer, int offset, int length) {
        mac.update(buffer, offset, length);
        try {
            mac.doFinal(output, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException(NAME + " has " + Fingerprint.BYTES + " bytes", e);
        }
        return Fingerprint.read(output, 0);
    }
}
