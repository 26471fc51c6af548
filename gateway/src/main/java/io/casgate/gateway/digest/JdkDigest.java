package io.casgate.gateway.digest;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A digest of the Java platform. */
final class JdkDigest implements StreamingDigest {
    private final MessageDigest digest;

    JdkDigest(String algorithm) {
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks " + algorithm, e);
        }
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    @Override
    public void update(ByteBuffer bytes) {
        digest.update(bytes.duplicate());
    }

    @Override
    public byte[] digest() {
        return digest.digest();
    }
}
