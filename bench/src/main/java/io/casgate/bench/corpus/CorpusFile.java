package io.casgate.bench.corpus;

import io.casgate.bench.data.Noise;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/**
 * One file of a tree.
 *
 * @param path relative, with slashes
 * @param size in bytes, before the insertion
 */
record CorpusFile(String path, long size, Noise content, Optional<Insertion> insertion) {
    private static final int BUFFER_BYTES = 256 * 1024;

    /**
     * Bytes that an edit put in.
     *
     * @param offset in the original content, a multiple of 8
     */
    record Insertion(long offset, int bytes, Noise content) {}

    long editedSize() {
        return size + insertion.map(Insertion::bytes).orElse(0);
    }

    void writeTo(WritableByteChannel out) throws IOException {
        long split = insertion.map(Insertion::offset).orElse(size);
        copy(content, 0, split, out);
        if (insertion.isPresent()) {
            copy(insertion.get().content(), 0, insertion.get().bytes(), out);
        }
        copy(content, split, size, out);
    }

    private static void copy(Noise noise, long from, long to, WritableByteChannel out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(BUFFER_BYTES, to - from));
        for (long offset = from; offset < to; offset += buffer.limit()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), to - offset));
            noise.fill(buffer, offset);
            buffer.flip();
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        }
    }
}
