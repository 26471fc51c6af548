package io.casgate.catalog;

/** What a checksum was computed of: the parts' checksums, or the bytes. */
public enum ChecksumType {
    COMPOSITE,
    FULL_OBJECT
}
