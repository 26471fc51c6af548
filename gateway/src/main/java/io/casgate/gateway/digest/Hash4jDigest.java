package io.casgate.gateway.digest;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher64;
import java.nio.ByteBuffer;

/** A hash of hash4j, seed 0, in xxHash's canonical (big-endian) form. */
final class Hash4jDigest extends ArrayDigest {
    private final HashStream64 stream;

    Hash4jDigest(Hasher64 hasher) {
        this.stream = hasher.hashStream();
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        stream.putBytes(bytes, offset, length);
    }

    @Override
    public byte[] digest() {
        return switch (stream) {
            case HashStream128 wide -> canonical(wide.get());
            case HashStream64 narrow ->
                ByteBuffer.allocate(Long.BYTES).putLong(narrow.getAsLong()).array();
        };
    }

    private static byte[] canonical(HashValue128 hash) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(hash.getMostSignificantBits())
                .putLong(hash.getLeastSignificantBits())
                .array();
    }
}
