package io.casgate.gateway.digest;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Several checksums of one body in one pass, each computed once whatever it is wanted for: MD5 as ETag, Content-MD5 and
 * checksum, SHA-256 as payload hash and checksum. For one thread.
 */
public final class ContentDigests {
    private final Map<ChecksumAlgorithm, StreamingDigest> digests = new EnumMap<>(ChecksumAlgorithm.class);

    public ContentDigests(Set<ChecksumAlgorithm> algorithms) {
        algorithms.forEach(algorithm -> digests.put(algorithm, algorithm.newDigest()));
    }

    /** Takes the remaining bytes; position and limit stay as they are. */
    public void update(ByteBuffer bytes) {
        for (StreamingDigest digest : digests.values()) {
            digest.update(bytes);
        }
    }

    /** The checksum for each of the algorithms; to be asked for once, at the end. */
    public Map<ChecksumAlgorithm, Checksum> finish() {
        Map<ChecksumAlgorithm, Checksum> checksums = new EnumMap<>(ChecksumAlgorithm.class);
        digests.forEach((algorithm, digest) -> checksums.put(algorithm, Checksum.of(algorithm, digest.digest())));
        return checksums;
    }
}
