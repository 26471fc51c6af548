package io.casgate.it.client;

import io.casgate.auth.ChunkSigner;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A body in aws-chunked framing, chunk by chunk; each is signed, and the signature of the next depends on it
 * (<a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">S3 API, Signature calculations</a>).
 */
public final class SignedChunks {
    /** Of a chunk: its framing is its length in hexadecimal, this, a signature of 64 digits, and two line ends. */
    private static final String EXTENSION = ";chunk-signature=";

    private static final int SIGNATURE_LENGTH = 64;

    private final ChunkSigner signer;
    private final ByteArrayOutputStream framed = new ByteArrayOutputStream();

    SignedChunks(ChunkSigner signer) {
        this.signer = signer;
    }

    public SignedChunks add(byte[] data) {
        return add(data, signer.chunk(sha256(data)));
    }

    /** A chunk that claims another signature than its own. */
    public SignedChunks addForged(byte[] data) {
        signer.chunk(sha256(data));
        return add(data, "0".repeat(SIGNATURE_LENGTH));
    }

    private SignedChunks add(byte[] data, String signature) {
        framed.writeBytes((Integer.toHexString(data.length) + EXTENSION + signature + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        framed.writeBytes(data);
        framed.writeBytes(new byte[] {'\r', '\n'});
        return this;
    }

    /** Everything, with the empty chunk that ends a body. */
    public byte[] end() {
        return add(new byte[0]).framed.toByteArray();
    }

    /** How long a body is of {@code chunks} chunks with {@code length} bytes each, and of the empty one. */
    public static int framedLength(int chunks, int length) {
        int framing = EXTENSION.length() + SIGNATURE_LENGTH + 4;
        return chunks * (Integer.toHexString(length).length() + framing + length) + 1 + framing;
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
