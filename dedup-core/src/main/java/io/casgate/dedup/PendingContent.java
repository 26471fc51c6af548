package io.casgate.dedup;

import io.casgate.dedup.manifest.Content;

/**
 * Content that is durable and referenced, but that no row names yet. Publish a row with {@link #content()}, then call
 * {@link #published()}. Closing it before that abandons the content.
 *
 * <p>When it is unknown whether the row was published (a time-out that could not be resolved), call {@link #leave()}:
 * the intent stays, and the collector finds out.
 */
public interface PendingContent extends AutoCloseable {
    Content content();

    /**
     * To be called after the register that will name this content was read, and before its compare-and-set: beyond the
     * longest time that an upload may take, reclaim may count its owner as dead.
     *
     * @throws UploadExpiredException when that time is over
     */
    void requireAlive();

    void published();

    void leave();

    @Override
    void close();
}
