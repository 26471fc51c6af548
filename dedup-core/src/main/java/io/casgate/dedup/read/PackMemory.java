package io.casgate.dedup.read;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded amount of memory outside the heap, in pages, for packs. Pages of a pack need not be neighbours, so that any
 * free pages will do and nothing is ever moved. Memory is taken from the system as it is first needed, and kept. Safe for
 * use by any number of threads, as long as nobody reads pages that were given back.
 */
final class PackMemory {
    private static final Logger LOG = LoggerFactory.getLogger(PackMemory.class);

    static final int PAGE = 4 * 1024;
    private static final int PAGES_PER_CHUNK = 1024;

    /** Each entry is written once, before its first page is handed out. */
    private final ByteBuffer[] chunks;

    // Guarded by this.
    private final int[] free;
    private int freeCount;
    private int chunkCount;
    private boolean refused;

    /** Room for {@code bytes}, rounded down to chunks of 4 MiB. */
    PackMemory(long bytes) {
        chunks = new ByteBuffer[Math.toIntExact(bytes / PAGE / PAGES_PER_CHUNK)];
        free = new int[chunks.length * PAGES_PER_CHUNK];
    }

    /** How many pages there are, free or not. */
    int pages() {
        return free.length;
    }

    /** Where some bytes are. Immutable. */
    static final class Stored {
        private final int[] pages;
        private final int length;

        private Stored(int[] pages, int length) {
            this.pages = pages;
            this.length = length;
        }

        int pages() {
            return pages.length;
        }
    }

    long bytes() {
        return (long) free.length * PAGE;
    }

    /** Copies {@code bytes}, which are not consumed; null when there is no room. */
    @Nullable
    Stored store(ByteBuffer bytes) {
        int[] pages = take(Math.ceilDiv(bytes.remaining(), PAGE));
        if (pages == null) {
            return null;
        }
        int at = bytes.position();
        for (int page : pages) {
            int length = Math.min(PAGE, bytes.limit() - at);
            chunk(page).put(offset(page), bytes, at, length);
            at += length;
        }
        return new Stored(pages, bytes.remaining());
    }

    /** A copy, on the heap. */
    ByteBuffer load(Stored stored) {
        byte[] bytes = new byte[stored.length];
        int at = 0;
        for (int page : stored.pages) {
            chunk(page).get(offset(page), bytes, at, Math.min(PAGE, bytes.length - at));
            at += PAGE;
        }
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    private synchronized int @Nullable [] take(int count) {
        while (freeCount < count) {
            if (chunkCount == chunks.length || !addChunk()) {
                return null;
            }
        }
        int[] pages = new int[count];
        freeCount -= count;
        System.arraycopy(free, freeCount, pages, 0, count);
        return pages;
    }

    private boolean addChunk() {
        if (refused) {
            return false;
        }
        try {
            chunks[chunkCount] = ByteBuffer.allocateDirect(PAGES_PER_CHUNK * PAGE);
        } catch (OutOfMemoryError e) {
            refused = true;
            LOG.warn("The read cache has {} MiB, and gets no more: {}", 4 * chunkCount, e.getMessage());
            return false;
        }
        for (int page = 0; page < PAGES_PER_CHUNK; page++) {
            free[freeCount++] = chunkCount * PAGES_PER_CHUNK + page;
        }
        chunkCount++;
        return true;
    }

    /** Gives the pages back; {@code stored} must not be used any more. */
    synchronized void free(Stored stored) {
        System.arraycopy(stored.pages, 0, free, freeCount, stored.pages.length);
        freeCount += stored.pages.length;
    }

    private ByteBuffer chunk(int page) {
        return chunks[page / PAGES_PER_CHUNK];
    }

    private static int offset(int page) {
        return page % PAGES_PER_CHUNK * PAGE;
    }
}
