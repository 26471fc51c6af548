package io.casgate.gateway.digest.md5;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** The MD5 of one body that comes in pieces. For one thread. */
public sealed interface BodyMd5 extends AutoCloseable permits AloneMd5, LaneMd5 {
    /**
     * Takes the remaining bytes of a buffer that has an array. All pieces but the last have whole blocks of 64 bytes.
     *
     * @param done gets the piece back when its bytes are not needed any more: now, or later on another thread
     */
    void update(ByteBuffer piece, Consumer<ByteBuffer> done);

    /** The 16 bytes, when all pieces are digested; to be asked for once, at the end. */
    byte[] finish() throws InterruptedException;

    /** Gives up what is not finished: pieces that were not given back may never be. */
    @Override
    void close();
}
