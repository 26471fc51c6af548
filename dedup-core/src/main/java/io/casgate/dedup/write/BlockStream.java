package io.casgate.dedup.write;

import io.casgate.dedup.cut.Cutter;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into blocks. Bytes are copied once, into arrays that several blocks share and that are never
 * written again where a block lies. Used by one thread.
 */
final class BlockStream {
    /** Below half a heap region, so that the garbage collector does not treat it as humongous. */
    private static final int ARRAY_BYTES = 256 * 1024;

    private final Cutter cutter;
    private final Consumer<PlainBlock> sink;
    private byte[] array = new byte[ARRAY_BYTES];
    private int uncut;
    private int end;

    BlockStream(Cutter cutter, Consumer<PlainBlock> sink) {
        this.cutter = cutter;
        this.sink = sink;
    }

    /** Takes all that remains in {@code bytes}. */
    void write(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int count = Math.min(bytes.remaining(), array.length - end);
            bytes.get(array, end, count);
            end += count;
            while (end - uncut >= cutter.maxBytes()) {
                cut();
            }
            if (end == array.length) {
                moveOn();
            }
        }
    }

    /** Makes blocks of what is left: the body, or the part of it that is cut on its own, ends here. */
    void end() {
        while (uncut < end) {
            cut();
        }
    }

    private void cut() {
        int next = cutter.cut(array, uncut, end);
        PlainBlock block = new PlainBlock(array, uncut, next - uncut);
        uncut = next;
        sink.accept(block);
    }

    private void moveOn() {
        byte[] next = new byte[ARRAY_BYTES];
        System.arraycopy(array, uncut, next, 0, end - uncut);
        end -= uncut;
        uncut = 0;
        array = next;
    }
}
