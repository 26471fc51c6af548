package io.casgate.catalog;

/**
 * A checksum that was asked for when the object was stored.
 *
 * @param algorithm as S3 names it: CRC32, CRC32C, CRC64NVME, SHA1, SHA256, ...
 * @param value base64; of a composite checksum with "-N" at its end
 */
public record Checksum(String algorithm, String value, ChecksumType type) {}
