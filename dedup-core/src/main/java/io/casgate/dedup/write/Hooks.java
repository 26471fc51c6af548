package io.casgate.dedup.write;

import io.casgate.dedup.Fingerprint;

/**
 * Which fingerprints are entered in the block index, and looked up in it, by their value alone. A segment's first block
 * and an object's first are entered besides.
 */
record Hooks(int interval) {
    boolean byValue(Fingerprint fingerprint) {
        return Long.remainderUnsigned(fingerprint.a(), interval) == 0;
    }
}
