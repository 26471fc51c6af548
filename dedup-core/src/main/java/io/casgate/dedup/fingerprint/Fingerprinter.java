package io.casgate.dedup.fingerprint;

import io.casgate.dedup.Fingerprint;

/** Computes the fingerprints of blocks. Used by one thread: it keeps the state of a hash. */
public sealed interface Fingerprinter permits HmacFingerprinter, Blake2bFingerprinter {
    FingerprintAlgorithm algorithm();

    /** The fingerprint of the {@code length} bytes of {@code buffer} from {@code offset} on. */
    Fingerprint of(byte[] buffer, int offset, int length);
}
