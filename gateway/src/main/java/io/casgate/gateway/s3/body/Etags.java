package io.casgate.gateway.s3.body;

import io.casgate.gateway.digest.Checksum;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** What the ETags of bodies are: 32 hexadecimal digits, and more when these are not the MD5. */
public enum Etags {
    /** The MD5 of the bytes. */
    MD5 {
        @Override
        public Set<ChecksumAlgorithm> needed() {
            return Set.of(ChecksumAlgorithm.MD5);
        }

        @Override
        public String of(Map<ChecksumAlgorithm, Checksum> checksums) {
            return Objects.requireNonNull(checksums.get(ChecksumAlgorithm.MD5)).hex();
        }
    },
    /** Random, and marked as ETags are that are not the MD5: clients compare only what has no hyphen. */
    OPAQUE {
        @Override
        public Set<ChecksumAlgorithm> needed() {
            return Set.of();
        }

        @Override
        public String of(Map<ChecksumAlgorithm, Checksum> checksums) {
            return UUID.randomUUID().toString().replace("-", "") + "-1";
        }
    };

    private static final int DIGITS = 32;

    /** Which checksums of a body {@link #of} wants. */
    public abstract Set<ChecksumAlgorithm> needed();

    /** The ETag of a body with these checksums, without quotes. */
    public abstract String of(Map<ChecksumAlgorithm, Checksum> checksums);

    /** The 16 bytes that the ETag of a body, of either kind, says. */
    public static byte[] bytes(String etag) {
        return HexFormat.of().parseHex(etag, 0, DIGITS);
    }
}
