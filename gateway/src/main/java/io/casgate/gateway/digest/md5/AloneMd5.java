package io.casgate.gateway.digest.md5;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Consumer;

/** The MD5 of a body by the Java platform, on the thread that asks. */
final class AloneMd5 implements BodyMd5 {
    private final MessageDigest digest = newDigest();
    private final Runnable closed;

    AloneMd5(Runnable closed) {
        this.closed = closed;
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks MD5", e);
        }
    }

    @Override
    public void update(ByteBuffer piece, Consumer<ByteBuffer> done) {
        digest.update(piece.duplicate());
        done.accept(piece);
    }

    @Override
    public byte[] finish() {
        return digest.digest();
    }

    @Override
    public void close() {
        closed.run();
    }
}
