package io.casgate.bench.s3;

/** What vouches for the bytes of a body; requests without a body are signed with the hash of nothing. */
public enum PayloadSigning {
    /** Nothing: the cheapest for both sides. */
    UNSIGNED,
    /** Its SHA-256 in the signed head, as rclone does over HTTP; generates the body twice. */
    HASHED,
    /** A chain of signatures of its 64 KiB chunks, as older SDKs do over HTTP. */
    STREAMING,
    /** A CRC32 in a trailer, as today's SDKs do. */
    TRAILER
}
