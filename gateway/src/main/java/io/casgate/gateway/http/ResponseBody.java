package io.casgate.gateway.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A response's body; the transport sends none of it for HEAD, but its length. */
public sealed interface ResponseBody {
    ResponseBody NONE = new Bytes(ByteBuffer.allocate(0));

    long length();

    /** Lets go of what a body that is not sent holds. */
    void close();

    /** A body of these bytes, which are not to be changed afterwards. */
    static ResponseBody of(byte[] bytes) {
        return new Bytes(ByteBuffer.wrap(bytes));
    }

    /** A body that is at hand. The buffer is never consumed: duplicate it to read. */
    record Bytes(ByteBuffer bytes) implements ResponseBody {
        @Override
        public long length() {
            return bytes.remaining();
        }

        @Override
        public void close() {}
    }

    /**
     * A body that is produced while it is sent. The transport reads it on the request's thread, as fast as the client
     * takes it, and closes it in any case. If it throws or ends before {@code length} bytes, the connection is reset:
     * a body is never silently short.
     */
    record Stream(long length, Source source) implements ResponseBody {
        @Override
        public void close() {
            source.close();
        }
    }

    /** Where a streamed body's bytes come from. */
    interface Source extends AutoCloseable {
        /** The next bytes, not to be changed afterwards; null at the end. */
        @Nullable
        ByteBuffer next();

        @Override
        void close();
    }
}
