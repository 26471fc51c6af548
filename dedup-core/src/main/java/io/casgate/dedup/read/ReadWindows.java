package io.casgate.dedup.read;

import io.casgate.dedup.segment.Pack;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Divides the memory for reading ahead among the readers that are open: each has its full window while they are few, and
 * a smaller one the more they are. What a reader holds already when others come, it gives back as it delivers. Safe for
 * use by any number of threads.
 */
final class ReadWindows {
    private final ReadSettings settings;
    private final AtomicInteger readers = new AtomicInteger();

    ReadWindows(ReadSettings settings) {
        this.settings = settings;
    }

    void enter() {
        readers.incrementAndGet();
    }

    void leave() {
        readers.decrementAndGet();
    }

    /** Plain bytes that one reader may ask for or hold now: two packs at least. */
    int windowBytes() {
        long share = settings.memoryBytes() / Math.max(1, readers.get());
        return Math.clamp(share, 2 * Pack.MAX_BYTES, settings.windowBytes());
    }

    /** Plain bytes that one query may ask for now; a window has room for two of them. */
    int queryBytes() {
        return Math.min(settings.queryBytes(), windowBytes() / 2);
    }
}
