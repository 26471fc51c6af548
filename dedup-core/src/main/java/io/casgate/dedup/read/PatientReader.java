package io.casgate.dedup.read;

import io.casgate.dedup.ContentReader;
import io.casgate.dedup.StoreUnavailableException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Goes on where it was when the store was away for a while: whoever has got a part of a body can only be given the rest
 * or a broken connection. Before the first bytes a failure is told at once, as it can still be said in words.
 */
final class PatientReader implements ContentReader {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final LongFunction<ContentReader> opener;
    private final Duration patience;
    private ContentReader reader;
    private long delivered;

    /** Reads what {@code opener} opens, which takes how many bytes of the body were delivered already. */
    PatientReader(LongFunction<ContentReader> opener, Duration patience) {
        this.opener = opener;
        this.patience = patience;
        reader = opener.apply(0);
    }

    @Override
    public @Nullable ByteBuffer next() {
        ByteBuffer bytes = delivered == 0 ? reader.next() : nextWithPatience();
        if (bytes != null) {
            delivered += bytes.remaining();
        }
        return bytes;
    }

    private @Nullable ByteBuffer nextWithPatience() {
        long start = System.nanoTime();
        while (true) {
            try {
                return reader.next();
            } catch (StoreUnavailableException e) {
                if (System.nanoTime() - start >= patience.toNanos()
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                pause(e);
                reader.close();
                reader = opener.apply(delivered);
            }
        }
    }

    private static void pause(StoreUnavailableException failure) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
