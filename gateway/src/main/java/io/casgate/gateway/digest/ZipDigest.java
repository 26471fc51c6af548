package io.casgate.gateway.digest;

import java.nio.ByteBuffer;
import java.util.zip.Checksum;

/** A 32-bit checksum of the Java platform, which computes it with the processor's own instructions. */
final class ZipDigest implements StreamingDigest {
    private final Checksum checksum;

    ZipDigest(Checksum checksum) {
        this.checksum = checksum;
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        checksum.update(bytes, offset, length);
    }

    @Override
    public void update(ByteBuffer bytes) {
        checksum.update(bytes.duplicate());
    }

    @Override
    public byte[] digest() {
        return ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) checksum.getValue())
                .array();
    }
}
