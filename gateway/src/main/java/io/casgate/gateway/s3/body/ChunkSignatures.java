package io.casgate.gateway.s3.body;

import io.casgate.auth.ChunkVerifier;
import io.casgate.gateway.s3.error.S3Error;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What vouches for the chunks of an aws-chunked body. */
sealed interface ChunkSignatures {
    /** Bytes of the current chunk; not consumed. */
    void update(ByteBuffer bytes);

    /**
     * The current chunk is over.
     *
     * @param signature its chunk-signature, or null when its header had none
     */
    void endChunk(@Nullable String signature);

    /**
     * The body is over.
     *
     * @param trailers by lower-case name, without the signature
     * @param signature x-amz-trailer-signature, or null when there was none
     */
    void endTrailers(Map<String, String> trailers, @Nullable String signature);

    /** Nothing is signed. */
    record Unsigned() implements ChunkSignatures {
        @Override
        public void update(ByteBuffer bytes) {}

        @Override
        public void endChunk(@Nullable String signature) {}

        @Override
        public void endTrailers(Map<String, String> trailers, @Nullable String signature) {}
    }

    /** Every chunk is signed, and so are trailers, if there are any. */
    final class Signed implements ChunkSignatures {
        private final ChunkVerifier verifier;
        private final MessageDigest sha256;

        Signed(ChunkVerifier verifier) {
            this.verifier = verifier;
            try {
                this.sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }

        @Override
        public void update(ByteBuffer bytes) {
            sha256.update(bytes.duplicate());
        }

        @Override
        public void endChunk(@Nullable String signature) {
            verifier.chunk(sha256.digest(), required(signature));
        }

        @Override
        public void endTrailers(Map<String, String> trailers, @Nullable String signature) {
            if (!trailers.isEmpty() || signature != null) {
                verifier.trailers(trailers, required(signature));
            }
        }

        private static String required(@Nullable String signature) {
            if (signature == null) {
                throw S3Error.INCOMPLETE_BODY.exception("A chunk or trailer of the request body is not signed.");
            }
            return signature;
        }
    }
}
