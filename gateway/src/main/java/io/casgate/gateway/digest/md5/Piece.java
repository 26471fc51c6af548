package io.casgate.gateway.digest.md5;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Whole blocks of a body that wait or are in a turn. For one thread at a time. */
final class Piece {
    private final ByteBuffer buffer;
    private final Consumer<ByteBuffer> done;
    private final byte[] array;
    private final int offset;
    private final int blocks;
    private int taken;

    Piece(ByteBuffer buffer, Consumer<ByteBuffer> done) {
        this.buffer = buffer;
        this.done = done;
        this.array = buffer.array();
        this.offset = buffer.arrayOffset() + buffer.position();
        this.blocks = buffer.remaining() / Md5Kernel.BLOCK;
    }

    byte[] array() {
        return array;
    }

    /** Where in the array the blocks that are left begin. */
    int offset() {
        return offset + taken * Md5Kernel.BLOCK;
    }

    /** How many blocks are left. */
    int blocks() {
        return blocks - taken;
    }

    /** Notes that so many blocks are digested; after the last, the buffer goes back. */
    void take(int count) {
        taken += count;
        if (taken == blocks) {
            done.accept(buffer);
        }
    }

    /** Gives the buffer back, unless that was done. */
    void drop() {
        if (taken < blocks) {
            take(blocks - taken);
        }
    }
}
