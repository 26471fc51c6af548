package io.casgate.auth;

import java.util.Map;

/**
 * Verifies the chunk signatures of one aws-chunked body in order, then that of its trailers. Each signature covers the
 * one before it, so that chunks can be neither changed nor dropped nor reordered. For one thread; useless after it threw.
 */
public final class ChunkVerifier {
    private final String accessKey;
    private final ChunkSigner signer;

    ChunkVerifier(ChunkSeed seed) {
        this.accessKey = seed.accessKey();
        this.signer = seed.signer();
    }

    /**
     * Verifies the next chunk; the body's last has no bytes.
     *
     * @param sha256 of the chunk's bytes
     * @param signature its chunk-signature, as the client sent it
     * @throws AuthException when the signature is wrong
     */
    public void chunk(byte[] sha256, String signature) {
        verify(signer.chunkToSign(sha256), signature);
    }

    /**
     * Verifies the trailers, after the last chunk.
     *
     * @param trailers values by lower-case name, x-amz-trailer-signature left out
     * @param signature x-amz-trailer-signature, as the client sent it
     * @throws AuthException when the signature is wrong
     */
    public void trailers(Map<String, String> trailers, String signature) {
        verify(signer.trailersToSign(trailers), signature);
    }

    private void verify(String stringToSign, String provided) {
        if (!Signatures.equal(signer.sign(stringToSign), provided)) {
            throw Signatures.mismatch(accessKey, stringToSign, provided);
        }
    }
}
