package io.casgate.gateway.http;

import io.casgate.gateway.http.BodyException.Reason;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way from the event loop, which fills it, to the request's thread, which reads it.
 *
 * <p>It holds at most a window of bytes (and one receive buffer, which is how far the event loop may overshoot): the
 * connection stops reading the socket while {@link #wantsMore()} is false, and {@code refill} tells it to go on when
 * half of the window is free again. Everything mutable is guarded by {@code lock}; {@code refill} runs outside it.
 */
final class IncomingBody implements RequestBody {
    /** What a waiting piece costs beside its bytes, so that a body in one-byte chunks is bounded too. */
    private static final int PIECE_OVERHEAD = 512;

    /** When the connection begins to read. */
    enum Start {
        AT_ONCE,
        ON_DEMAND
    }

    /**
     * How long the reader waits for the client.
     *
     * @param pause without a byte, and as much as that in all beyond what the rate allows
     * @param rate bytes per second that the body has to bring while it is waited for
     */
    record Patience(Duration pause, int rate) {
        /** How much longer, in nanoseconds, when {@code waited} went by in waiting for {@code bytes}. */
        long left(long waited, long bytes) {
            long allowed = pause.toNanos() + bytes / rate * NANOS;
            return Math.min(pause.toNanos(), allowed - waited);
        }
    }

    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final long declaredLength;
    private final Start start;
    private final int window;
    private final Patience patience;
    private final Runnable refill;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<ByteBuf> pieces = new ArrayDeque<>();
    private long waiting;
    private long consumed;
    /** Nanoseconds that the reader spent waiting. */
    private long waited;

    private boolean paused;
    private boolean ended;
    private boolean discarding;
    private @Nullable BodyException failure;
    /** What the reader was given last. */
    private @Nullable ByteBuf lent;
    /** Only the reader's. */
    private boolean read;

    /**
     * @param start whether the connection reads ahead at once, or only when the first byte is asked for
     * @param refill tells the connection to read on
     */
    IncomingBody(long declaredLength, int window, Patience patience, Start start, Runnable refill) {
        this.declaredLength = declaredLength;
        this.start = start;
        this.paused = start == Start.ON_DEMAND;
        this.window = window;
        this.patience = patience;
        this.refill = refill;
    }

    @Override
    public long declaredLength() {
        return declaredLength;
    }

    @Override
    public @Nullable ByteBuffer read() {
        read = true;
        if (endPause()) {
            refill.run();
        }
        ByteBuf piece = take();
        return piece == null ? null : piece.nioBuffer();
    }

    /** Whether the connection has to be told to go on. */
    private boolean endPause() {
        lock.lock();
        try {
            boolean resume = paused && waiting <= window / 2;
            if (resume) {
                paused = false;
            }
            return resume;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable ByteBuf take() {
        lock.lock();
        try {
            giveBack();
            awaitChange();
            ByteBuf piece = pieces.poll();
            if (piece != null) {
                waiting -= cost(piece);
                consumed += piece.readableBytes();
                lent = piece;
            } else if (failure != null) {
                throw new BodyException(failure.reason(), String.valueOf(failure.getMessage()));
            }
            return piece;
        } finally {
            lock.unlock();
        }
    }

    private void awaitChange() {
        long begun = System.nanoTime();
        long left = patience.left(waited, consumed);
        try {
            while (pieces.isEmpty() && !ended && failure == null) {
                if (left <= 0) {
                    failure = new BodyException(
                            Reason.TIMED_OUT,
                            "Nothing of the body came for " + patience.pause().toSeconds() + " s, or less than "
                                    + patience.rate() + " bytes per second.");
                    return;
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = new BodyException(Reason.DISCONNECTED, "The server is stopping.");
        } finally {
            waited += System.nanoTime() - begun;
        }
    }

    private void giveBack() {
        if (lent != null) {
            lent.release();
            lent = null;
        }
    }

    private static int cost(ByteBuf piece) {
        return piece.readableBytes() + PIECE_OVERHEAD;
    }

    boolean startsOnDemand() {
        return start == Start.ON_DEMAND;
    }

    /** Whether the reader asked for bytes; only for the reader's thread. */
    boolean wasRead() {
        return read;
    }

    /** Bytes that the reader took. */
    long consumed() {
        lock.lock();
        try {
            return consumed;
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes the client has still to send or the reader to take; {@link Long#MAX_VALUE} when unknown. */
    long outstanding() {
        lock.lock();
        try {
            if (failure != null) {
                return Long.MAX_VALUE;
            }
            if (ended && pieces.isEmpty()) {
                return 0;
            }
            return declaredLength == CHUNKED ? Long.MAX_VALUE : declaredLength - consumed;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the connection may read on; when not, {@code refill} will tell. */
    boolean wantsMore() {
        lock.lock();
        try {
            paused = paused || waiting >= window;
            return discarding || !paused;
        } finally {
            lock.unlock();
        }
    }

    /** Takes ownership of {@code piece}. */
    void offer(ByteBuf piece) {
        lock.lock();
        try {
            if (discarding) {
                piece.release();
                return;
            }
            pieces.add(piece);
            waiting += cost(piece);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** What came before is still read; after it, the reader fails. The first failure stays, and none follows the end. */
    void fail(Reason reason, String message) {
        lock.lock();
        try {
            if (failure == null && !ended) {
                failure = new BodyException(reason, message);
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** No more is read: lets go of what waits and of all that will still come. */
    void discard() {
        lock.lock();
        try {
            discarding = true;
            giveBack();
            pieces.forEach(ByteBuf::release);
            pieces.clear();
            waiting = 0;
        } finally {
            lock.unlock();
        }
    }
}
