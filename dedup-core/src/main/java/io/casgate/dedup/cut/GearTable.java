package io.casgate.dedup.cut;

import io.casgate.dedup.DomainKey;
import java.nio.ByteBuffer;

/**
 * The 256 random-looking numbers of a gear hash, {@code h = 2h + table[byte]}: numbers 4j to 4j+3 are the big-endian
 * quarters of HMAC-SHA256(domain key, "casgate.gear." + j), j in decimal. Keyed, so that outsiders cannot prepare data
 * that is never cut, or compare cuts across domains; this hides little from who sees many block sizes.
 */
final class GearTable {
    static final int SIZE = 256;

    private GearTable() {}

    static long[] of(DomainKey key) {
        ByteBuffer stream = ByteBuffer.allocate(SIZE * Long.BYTES);
        for (int j = 0; stream.hasRemaining(); j++) {
            stream.put(key.derive("casgate.gear." + j));
        }
        long[] table = new long[SIZE];
        stream.flip().asLongBuffer().get(table);
        return table;
    }
}
