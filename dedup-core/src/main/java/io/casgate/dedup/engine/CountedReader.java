package io.casgate.dedup.engine;

import io.casgate.dedup.ContentReader;
import io.casgate.dedup.DedupMetrics;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Counts the bytes that a reader delivers. */
record CountedReader(ContentReader reader, DedupMetrics metrics) implements ContentReader {
    @Override
    public @Nullable ByteBuffer next() {
        ByteBuffer bytes = reader.next();
        if (bytes != null) {
            metrics.readBytes.add(bytes.remaining());
        }
        return bytes;
    }

    @Override
    public void close() {
        reader.close();
    }
}
