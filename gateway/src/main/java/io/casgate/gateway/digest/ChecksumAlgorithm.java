package io.casgate.gateway.digest;

import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * The checksum algorithms of the S3 API. The constants' names are the API's values.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">AWS:
 *     Checking object integrity for data uploads</a>
 */
public enum ChecksumAlgorithm {
    CRC32(4),
    CRC32C(4),
    CRC64NVME(8),
    SHA1(20),
    SHA256(32),
    SHA512(64),
    MD5(16),
    XXHASH64(8),
    XXHASH3(8),
    XXHASH128(16);

    private static final String HEADER_PREFIX = "x-amz-checksum-";

    private final int length;
    private final String headerName = HEADER_PREFIX + name().toLowerCase(Locale.ROOT);
    private final String elementName = "Checksum" + name();

    ChecksumAlgorithm(int length) {
        this.length = length;
    }

    /** By the API's value, without regard to case; empty for any other. */
    public static Optional<ChecksumAlgorithm> parse(String name) {
        for (ChecksumAlgorithm algorithm : values()) {
            if (algorithm.name().equalsIgnoreCase(name)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** By the name of a header or trailer, without regard to case; empty for any other. */
    public static Optional<ChecksumAlgorithm> ofHeader(String headerName) {
        return headerName.regionMatches(true, 0, HEADER_PREFIX, 0, HEADER_PREFIX.length())
                ? parse(headerName.substring(HEADER_PREFIX.length()))
                : Optional.empty();
    }

    /** Of requests, trailers and responses, in lower case: {@code x-amz-checksum-crc32}. */
    public String headerName() {
        return headerName;
    }

    /** In XML: {@code ChecksumCRC32}. */
    public String elementName() {
        return elementName;
    }

    /** Bytes of a checksum. */
    public int length() {
        return length;
    }

    /** Whether an object uploaded in parts may have this type of checksum. */
    public boolean supports(ChecksumType type) {
        return switch (this) {
            case CRC32, CRC32C -> true;
            case CRC64NVME -> type == ChecksumType.FULL_OBJECT;
            case SHA1, SHA256, SHA512, MD5, XXHASH64, XXHASH3, XXHASH128 -> type == ChecksumType.COMPOSITE;
        };
    }

    /** The type for a multipart upload that names none. */
    public ChecksumType defaultMultipartType() {
        return supports(ChecksumType.COMPOSITE) ? ChecksumType.COMPOSITE : ChecksumType.FULL_OBJECT;
    }

    public StreamingDigest newDigest() {
        return switch (this) {
            case CRC32 -> new ZipDigest(new CRC32());
            case CRC32C -> new ZipDigest(new CRC32C());
            case CRC64NVME -> new Crc64NvmeDigest();
            case SHA1 -> new JdkDigest("SHA-1");
            case SHA256 -> new JdkDigest("SHA-256");
            case SHA512 -> new JdkDigest("SHA-512");
            case MD5 -> new JdkDigest("MD5");
            case XXHASH64 -> new Hash4jDigest(Hashing.xxh64());
            case XXHASH3 -> new Hash4jDigest(Hashing.xxh3_64());
            case XXHASH128 -> new Hash4jDigest(Hashing.xxh3_128());
        };
    }
}
