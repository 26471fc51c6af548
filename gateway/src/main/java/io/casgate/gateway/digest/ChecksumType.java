package io.casgate.gateway.digest;

/** How the checksum of an object that was uploaded in parts follows from its parts: x-amz-checksum-type. */
public enum ChecksumType {
    /** The checksum of the parts' checksums, joined. Its text ends in a hyphen and the number of parts. */
    COMPOSITE,
    /** The checksum of the object's bytes, however they were uploaded. */
    FULL_OBJECT
}
