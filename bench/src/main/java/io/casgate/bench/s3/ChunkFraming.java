package io.casgate.bench.s3;

import io.casgate.auth.ChunkSigner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.CRC32;

/** What an aws-chunked body says beside its bytes. For one body, chunk by chunk, by one thread. */
sealed interface ChunkFraming {
    /** What follows a chunk's size; the last chunk has no bytes. */
    String extension(ByteBuffer data);

    /** Characters of each extension. */
    int extensionLength();

    /** Lines after the last chunk, each with its line end. */
    String trailer();

    /** Characters of the trailer. */
    int trailerLength();

    /** STREAMING-AWS4-HMAC-SHA256-PAYLOAD. */
    final class Signed implements ChunkFraming {
        private static final String NAME = ";chunk-signature=";
        private static final int SIGNATURE_LENGTH = 64;

        private final ChunkSigner signer;
        private final MessageDigest sha256;

        Signed(ChunkSigner signer) {
            this.signer = signer;
            try {
                this.sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        @Override
        public String extension(ByteBuffer data) {
            sha256.update(data);
            return NAME + signer.chunk(sha256.digest());
        }

        @Override
        public int extensionLength() {
            return NAME.length() + SIGNATURE_LENGTH;
        }

        @Override
        public String trailer() {
            return "";
        }

        @Override
        public int trailerLength() {
            return 0;
        }
    }

    /** STREAMING-UNSIGNED-PAYLOAD-TRAILER with a CRC32. */
    final class ChecksumTrailer implements ChunkFraming {
        static final String NAME = "x-amz-checksum-crc32";
        private static final int BASE64_LENGTH = 8;

        private final CRC32 crc = new CRC32();

        @Override
        public String extension(ByteBuffer data) {
            crc.update(data);
            return "";
        }

        @Override
        public int extensionLength() {
            return 0;
        }

        @Override
        public String trailer() {
            byte[] value = ByteBuffer.allocate(Integer.BYTES)
                    .putInt((int) crc.getValue())
                    .array();
            return NAME + ":" + new String(Base64.getEncoder().encode(value), StandardCharsets.US_ASCII) + "\r\n";
        }

        @Override
        public int trailerLength() {
            return NAME.length() + 1 + BASE64_LENGTH + 2;
        }
    }
}
