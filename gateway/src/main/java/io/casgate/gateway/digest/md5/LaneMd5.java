package io.casgate.gateway.digest.md5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** The MD5 of a body whose blocks are taken in turns with those of others. */
final class LaneMd5 implements BodyMd5 {
    private final Md5Lanes lanes;
    private final int buffers;
    private final Runnable closed;
    private final CompletableFuture<Void> digested = new CompletableFuture<>();

    /** The owner's alone. */
    private long length;

    private byte[] tail = {};

    /** Of the turn that the body is in; the owner's when all blocks are digested. */
    private final int[] state = Md5Kernel.initialState();

    /** These are guarded by {@link #lanes}. */
    private final Deque<Piece> pieces = new ArrayDeque<>();

    private boolean inTurn;
    private boolean ending;
    private boolean abandoned;

    LaneMd5(Md5Lanes lanes, int buffers, Runnable closed) {
        this.lanes = lanes;
        this.buffers = buffers;
        this.closed = closed;
        lanes.open();
    }

    @Override
    public void update(ByteBuffer buffer, Consumer<ByteBuffer> done) {
        if (tail.length > 0) {
            throw new IllegalStateException("Only the last piece may end inside a block");
        }
        length += buffer.remaining();
        int end = buffer.arrayOffset() + buffer.limit();
        tail = Arrays.copyOfRange(buffer.array(), end - buffer.remaining() % Md5Kernel.BLOCK, end);
        Piece piece = new Piece(buffer, done);
        if (piece.blocks() == 0) {
            done.accept(buffer);
            return;
        }
        synchronized (lanes) {
            pieces.add(piece);
            lanes.changed(this);
        }
    }

    @Override
    public byte[] finish() throws InterruptedException {
        synchronized (lanes) {
            ending = true;
            lanes.changed(this);
        }
        try {
            digested.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("MD5 of several bodies failed", e.getCause());
        }
        compressEnd();
        ByteBuffer digest = ByteBuffer.allocate(4 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        digest.asIntBuffer().put(state);
        return digest.array();
    }

    /** What is left of the message, one bit, zeros, and the length in bits. */
    private void compressEnd() {
        int blocks = tail.length + 1 + Long.BYTES > Md5Kernel.BLOCK ? 2 : 1;
        ByteBuffer end = ByteBuffer.allocate(blocks * Md5Kernel.BLOCK).order(ByteOrder.LITTLE_ENDIAN);
        end.put(tail).put((byte) 0x80).putLong(end.capacity() - Long.BYTES, length * Byte.SIZE);
        Md5Lanes.PLAIN.compress(state, new byte[][] {end.array()}, new int[1], 1, blocks);
    }

    @Override
    public void close() {
        lanes.close(this);
        closed.run();
    }

    int[] state() {
        return state;
    }

    /** Whether there is something for a turn. */
    boolean hasPieces() {
        return !inTurn && !abandoned && !pieces.isEmpty();
    }

    /** Whether the owner waits for a turn, or will before long: it has but one buffer left, or wants the digest. */
    boolean isUrgent() {
        return ending || pieces.size() >= buffers - 1;
    }

    /** Of a body that has pieces: the one that the turn takes. */
    Piece enterTurn() {
        inTurn = true;
        return pieces.element();
    }

    /** The piece that it entered with has lost blocks. */
    void leaveTurn() {
        inTurn = false;
        if (pieces.element().blocks() == 0) {
            pieces.remove();
        }
    }

    /** Lets the owner go on that waits for the digest, when all blocks are digested. */
    void settle() {
        if (ending && !inTurn && pieces.isEmpty()) {
            digested.complete(null);
        }
    }

    void abandon() {
        abandoned = true;
    }

    void fail(Throwable cause) {
        digested.completeExceptionally(cause);
    }
}
