package io.casgate.bench.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes the bytes of a response body as they arrive. */
@FunctionalInterface
public interface BodySink {
    /** Consumes all remaining bytes; the buffer is reused when this returns. */
    void accept(ByteBuffer piece) throws IOException;

    /** A sink that ignores everything. */
    static BodySink discarding() {
        return piece -> piece.position(piece.limit());
    }
}
