package io.casgate.dedup;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A range of a body on its way out, with bounded read-ahead. Used by one thread. */
public interface ContentReader extends AutoCloseable {
    /**
     * The next bytes, or null at the end of the range. Never short: the buffers add up to the range, or this throws. A
     * buffer stays valid until the reader's memory is let go by all who hold the buffer (plain heap memory).
     *
     * @throws StoreUnavailableException when Cassandra does not answer
     * @throws CorruptContentException when no replica has the right bytes
     */
    @Nullable
    ByteBuffer next();

    @Override
    void close();
}
