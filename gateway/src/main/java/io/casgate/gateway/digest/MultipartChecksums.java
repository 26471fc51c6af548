package io.casgate.gateway.digest;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The checksum of a whole object from those of its parts, without reading a byte.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">AWS:
 *     Full object and composite checksum types for multipart uploads</a>
 */
public final class MultipartChecksums {
    private MultipartChecksums() {}

    /** A part: its checksum, which is that of its bytes, and its length in bytes. */
    public record Part(Checksum checksum, long length) {}

    /** The checksum over the parts' checksums, in order. Any algorithm: the ETag of a multipart object is that of MD5. */
    public static Checksum composite(ChecksumAlgorithm algorithm, List<Checksum> parts) {
        StreamingDigest digest = algorithm.newDigest();
        for (Checksum part : parts) {
            requireOf(algorithm, part);
            digest.update(part.bytes(), 0, algorithm.length());
        }
        return new Checksum(algorithm, Checksum.of(algorithm, digest.digest()).base64(), parts.size());
    }

    /**
     * The checksum of the bytes of all parts, in order.
     *
     * @throws IllegalArgumentException for an algorithm that does not support {@link ChecksumType#FULL_OBJECT}
     */
    public static Checksum fullObject(ChecksumAlgorithm algorithm, List<Part> parts) {
        CrcPolynomial polynomial = polynomial(algorithm);
        long crc = 0;
        for (Part part : parts) {
            requireOf(algorithm, part.checksum());
            crc = polynomial.combine(crc, new BigInteger(1, part.checksum().bytes()).longValue(), part.length());
        }
        return Checksum.of(algorithm, toBytes(crc, algorithm.length()));
    }

    private static void requireOf(ChecksumAlgorithm algorithm, Checksum part) {
        if (part.algorithm() != algorithm || part.parts() != 0) {
            throw new IllegalArgumentException("Not a part's " + algorithm + ": " + part);
        }
    }

    private static CrcPolynomial polynomial(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> CrcPolynomial.CRC32;
            case CRC32C -> CrcPolynomial.CRC32C;
            case CRC64NVME -> CrcPolynomial.CRC64NVME;
            case SHA1, SHA256, SHA512, MD5, XXHASH64, XXHASH3, XXHASH128 ->
                throw new IllegalArgumentException(algorithm + " of a whole cannot be had from its parts");
        };
    }

    private static byte[] toBytes(long value, int length) {
        byte[] bigEndian = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
        return Arrays.copyOfRange(bigEndian, Long.BYTES - length, Long.BYTES);
    }
}
