package io.casgate.bench.http;

import java.nio.ByteBuffer;

/** The bytes of a request body, produced by position so that they need not be kept. */
public interface RequestBody {
    /** A body without bytes. */
    RequestBody EMPTY = new RequestBody() {
        @Override
        public long length() {
            return 0;
        }

        @Override
        public void fill(ByteBuffer out, long offset) {}
    };

    /** In bytes, as sent. */
    long length();

    /** Fills the buffer's remaining bytes with those from {@code offset} on; asked in order, from 0. */
    void fill(ByteBuffer out, long offset);
}
