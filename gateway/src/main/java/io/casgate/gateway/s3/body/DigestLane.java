package io.casgate.gateway.s3.body;

import io.casgate.gateway.digest.Checksum;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.digest.ContentDigests;
import io.casgate.gateway.digest.md5.BodyMd5;
import io.casgate.gateway.digest.md5.Md5Engine;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * Digests a body on a thread of its own, beside the one that cuts and stores it: MD5 alone takes as long as everything
 * else, and may be computed together with other bodies' besides. Bytes are copied into a fixed set of buffers that go round
 * between the threads, so that the lane holds at most {@value #BUFFERS} times {@value #BUFFER_BYTES} bytes, and its owner
 * waits when the digests are behind. A body that fits one buffer is digested at once, without a thread. For one owner
 * thread.
 */
final class DigestLane implements AutoCloseable {
    static final int BUFFER_BYTES = 128 << 10;
    static final int BUFFERS = 4;

    /** Without capacity, as no buffer with bytes is. */
    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private final Set<ChecksumAlgorithm> algorithms;
    private final Md5Engine md5;
    private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BUFFERS);
    private final BlockingQueue<ByteBuffer> full = new ArrayBlockingQueue<>(BUFFERS + 1);
    private final FutureTask<Map<ChecksumAlgorithm, Checksum>> digesting = new FutureTask<>(this::digest);
    private final Thread thread;
    private ByteBuffer filling;
    private int allocated = 1;

    /** A lane for {@code length} bytes. */
    DigestLane(Set<ChecksumAlgorithm> algorithms, long length, Md5Engine md5) {
        this.algorithms = Set.copyOf(algorithms);
        this.md5 = md5;
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
            ContentDigests digests = new ContentDigests(algorithms);
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
        Set<ChecksumAlgorithm> others = new HashSet<>(algorithms);
        boolean withMd5 = others.remove(ChecksumAlgorithm.MD5);
        ContentDigests digests = new ContentDigests(others);
        if (!withMd5) {
            forEachFull(bytes -> {
                digests.update(bytes);
                release(bytes);
            });
            return digests.finish();
        }
        try (BodyMd5 body = md5.begin(BUFFERS)) {
            forEachFull(bytes -> {
                digests.update(bytes);
                body.update(bytes, this::release);
            });
            Map<ChecksumAlgorithm, Checksum> checksums = digests.finish();
            checksums.put(ChecksumAlgorithm.MD5, Checksum.of(ChecksumAlgorithm.MD5, body.finish()));
            return checksums;
        }
    }

    private void forEachFull(Consumer<ByteBuffer> digesting) throws InterruptedException {
        for (ByteBuffer next = full.take(); next.capacity() > 0; next = full.take()) {
            digesting.accept(next);
        }
    }

    /** There is room for every buffer. */
    private void release(ByteBuffer bytes) {
        free.add(bytes.clear());
    }
}
