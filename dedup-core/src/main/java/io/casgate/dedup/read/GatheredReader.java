package io.casgate.dedup.read;

import io.casgate.dedup.ContentReader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Puts what comes in small buffers together: a header of an archive, its member, the next header. Each buffer is sent on
 * its own, which costs more than copying one that is short. Long ones are handed on as they are.
 */
final class GatheredReader implements ContentReader {
    /** Gathering begins with a buffer that has fewer bytes. */
    private static final int SHORT = 8 * 1024;

    /** It ends before a buffer that has as many bytes, or that does not fit. */
    private static final int LONG = 32 * 1024;

    private static final int GATHERED = 64 * 1024;

    private final ContentReader source;
    private @Nullable ByteBuffer held;

    GatheredReader(ContentReader source) {
        this.source = source;
    }

    @Override
    public @Nullable ByteBuffer next() {
        ByteBuffer first = take();
        if (first == null || first.remaining() >= SHORT) {
            return first;
        }
        held = take();
        if (held == null || held.remaining() >= LONG) {
            return first;
        }
        ByteBuffer gathered = ByteBuffer.allocate(GATHERED).put(first.duplicate());
        while (held != null && held.remaining() < LONG && held.remaining() <= gathered.remaining()) {
            gathered.put(held.duplicate());
            held = source.next();
        }
        return gathered.flip().asReadOnlyBuffer();
    }

    private @Nullable ByteBuffer take() {
        ByteBuffer next = held == null ? source.next() : held;
        held = null;
        return next;
    }

    @Override
    public void close() {
        held = null;
        source.close();
    }
}
