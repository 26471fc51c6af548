package io.casgate.gateway.digest;

import java.nio.ByteBuffer;

/** A digest that reads arrays only: bytes that lie elsewhere are copied through a small one. */
abstract class ArrayDigest implements StreamingDigest {
    private static final int COPY_BYTES = 8 << 10;

    @Override
    public final void update(ByteBuffer bytes) {
        if (bytes.hasArray()) {
            update(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            return;
        }
        ByteBuffer rest = bytes.duplicate();
        byte[] copy = new byte[Math.min(rest.remaining(), COPY_BYTES)];
        while (rest.hasRemaining()) {
            int length = Math.min(rest.remaining(), copy.length);
            rest.get(copy, 0, length);
            update(copy, 0, length);
        }
    }
}
