package io.casgate.dedup;

import java.nio.ByteBuffer;

/** One body on its way in. Used by one thread. Closing it unfinished abandons what was written. */
public interface ContentWriter extends AutoCloseable {
    /**
     * Takes the remaining bytes of {@code bytes}; they may be overwritten on return. Blocks while the windows to
     * Cassandra are full.
     *
     * @throws StoreUnavailableException when Cassandra does not take the data; the writer can only be closed then
     */
    void write(ByteBuffer bytes);

    /** Waits until every block is durable and referenced, and returns what is now ready to be published. */
    PendingContent finish();

    @Override
    void close();
}
