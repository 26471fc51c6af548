package io.casgate.auth;

/**
 * What a request says of its body in x-amz-content-sha256: how it is framed, and what vouches for its bytes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">AWS: Authenticating
 *     Requests</a>
 */
public sealed interface PayloadMode {
    /** The body as it is; its SHA-256 must be this: 64 lower-case hexadecimal digits. */
    record Hashed(String sha256) implements PayloadMode {}

    /** The body as it is, and nothing vouches for it. */
    record Unsigned() implements PayloadMode {}

    /** aws-chunked; each chunk is signed. */
    record StreamingSigned(ChunkSeed seed) implements PayloadMode {}

    /** aws-chunked with trailers; each chunk is signed, and so are the trailers. */
    record StreamingSignedTrailer(ChunkSeed seed) implements PayloadMode {}

    /** aws-chunked with trailers; nothing is signed, a checksum in a trailer vouches for the bytes. */
    record StreamingUnsignedTrailer() implements PayloadMode {}
}
