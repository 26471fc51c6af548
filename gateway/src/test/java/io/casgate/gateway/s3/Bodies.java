package io.casgate.gateway.s3;

import io.casgate.gateway.digest.Checksum;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.digest.ContentDigests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;

/** The bytes of bodies in tests, and what they add up to. */
public final class Bodies {
    private Bodies() {}

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] joined(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    public static Checksum checksum(ChecksumAlgorithm algorithm, byte[] data) {
        ContentDigests digests = new ContentDigests(Set.of(algorithm));
        digests.update(ByteBuffer.wrap(data));
        return Objects.requireNonNull(digests.finish().get(algorithm));
    }

    public static String md5(byte[] data) {
        return checksum(ChecksumAlgorithm.MD5, data).hex();
    }
}
