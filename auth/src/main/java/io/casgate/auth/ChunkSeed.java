package io.casgate.auth;

/**
 * Where the chain of chunk signatures of an aws-chunked body begins: the signature of the request's head, and the key
 * that made it. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">AWS: Transferring Payload in
 *     Multiple Chunks</a>
 */
public final class ChunkSeed {
    private final SigningKey key;
    private final SignatureClaim claim;

    ChunkSeed(SigningKey key, SignatureClaim claim) {
        this.key = key;
        this.claim = claim;
    }

    /** A verifier of the whole body's chunks, from the first. */
    public ChunkVerifier verifier() {
        return new ChunkVerifier(this);
    }

    /** A signer of the whole body's chunks, from the first. */
    public ChunkSigner signer() {
        return new ChunkSigner(this);
    }

    String signature() {
        return claim.signature();
    }

    String accessKey() {
        return claim.accessKey();
    }

    /** The first three lines of every string to sign. */
    String preamble(String algorithm) {
        return algorithm + "\n" + claim.timestamp() + "\n" + claim.scope() + "\n";
    }

    String sign(String stringToSign) {
        return key.sign(stringToSign);
    }
}
