package io.casgate.dedup.fingerprint;

import io.casgate.dedup.Fingerprint;
import org.bouncycastle.crypto.digests.Blake2bDigest;

final class Blake2bFingerprinter implements Fingerprinter {
    private final Blake2bDigest digest;
    private final byte[] output = new byte[Fingerprint.BYTES];

    Blake2bFingerprinter(byte[] key) {
        digest = new Blake2bDigest(key, Fingerprint.BYTES, null, null);
    }

    @Override
    public FingerprintAlgorithm algorithm() {
        return FingerprintAlgorithm.BLAKE2B_256;
    }

    @Override
    public Fingerprint of(byte[] buffer, int offset, int length) {
        digest.update(buffer, offset, length);
        digest.doFinal(output, 0); // which also makes it ready for the next block, key included
        return Fingerprint.read(output, 0);
    }
}
