package io.casgate.gateway.s3.body;

import io.casgate.gateway.digest.Checksum;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.digest.ContentDigests;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Digests a body on a thread of its own, beside the one that cuts and stores it: MD5 alone takes as long as everything
 * else. Bytes are copied into a fixed set of buffers that go round between the two threads, so that the lane holds at
 * most {@value #BUFFERS} times {@value #BUFFER_BYTES} bytes, and its owner waits when the digests are behind. A body that
 * fits one buffer is digested at once, without a thread. For one owner thread.
 */
final class DigestLane implements AutoCloseable {
    static final int BUFFER_BYTES = 128 << 10;
    static final int BUFFERS = 4;

    /** Without capacity, as no buffer with bytes is. */
    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private final ContentDigests digests;
    private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BUFFERS);
    private final BlockingQueue<ByteBuffer> full = new ArrayBlockingQueue<>(BUFFERS + 1);
    private final FutureTask<Map<ChecksumAlgorithm, Checksum>> digesting = new FutureTask<>(this::digest);
    private final Thread thread;
    private ByteBuffer filling;
    private int allocated = 1;

    /** A lane for {@code length} bytes. */
    DigestLane(Set<ChecksumAlgorithm> algorithms, long length) {
        this.digests = new ContentDigests(algorithms);
        this.filling = ByteBuffer.allocate((int) Math.min(length, BUFFER_BYTES));
        this.thread = Thread.ofVirtual().name("digests").unstarted(digesting);
    }

    /** Takes the remaining bytes, which stay unconsumed and may be overwritten on return. */
    void update(ByteBuffer bytes) throws InterruptedException {
        ByteBuffer source = bytes.duplicate();
        while (source.hasRemaining()) {
            if (!filling.hasRemaining()) {
                handOver();
            }
            int count = Math.min(source.remaining(), filling.remaining());
            filling.put(source.slice(source.position(), count));
            source.position(source.position() + count);
        }
    }

    /** Waits for the checksums of all that came. */
    Map<ChecksumAlgorithm, Checksum> finish() throws InterruptedException {
        filling.flip();
        if (thread.getState() == Thread.State.NEW) {
            digests.update(filling);
            return digests.finish();
        }
        full.put(filling);
        full.put(END);
        try {
            return digesting.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A digest failed", e.getCause());
        }
    }

    /** Ends the thread, whether or not the body was digested to its end. */
    @Override
    public void close() {
        digesting.cancel(true);
    }

    private void handOver() throws InterruptedException {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        filling.flip();
        full.put(filling);
        if (allocated < BUFFERS && free.isEmpty()) {
            allocated++;
            filling = ByteBuffer.allocate(BUFFER_BYTES);
        } else {
            filling = free.take();
        }
    }

    private Map<ChecksumAlgorithm, Checksum> digest() throws InterruptedException {
        for (ByteBuffer next = full.take(); next.capacity() > 0; next = full.take()) {
            digests.update(next);
            free.put(next.clear());
        }
        return digests.finish();
    }
}
