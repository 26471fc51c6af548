package io.casgate.gateway.digest.md5;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/**
 * Finds out whether a kernel is worth using in this process, on this machine: whether it gives what plain Java gives, and
 * is faster than the Java platform's MD5, which vectors are only when the compiler has taken them in. Until then they are
 * a thousand times slower, so that the trial is also what makes the compiler do it: about a second of processor time.
 */
final class Md5Trial {
    /** Of this thread's processor time: on a busy machine the compiler takes longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double WORTH = 1.5;
    private static final int BLOCKS = 4;
    private static final int ROUNDS = 16;

    private final Md5Kernel kernel;
    private final byte[][] messages;
    private final int[] offsets;
    private final int[] states;

    private Md5Trial(Md5Kernel kernel) {
        this.kernel = kernel;
        this.messages = new byte[kernel.lanes()][BLOCKS * Md5Kernel.BLOCK];
        this.offsets = new int[kernel.lanes()];
        this.states = new int[4 * kernel.lanes()];
        Random random = new Random(1);
        for (byte[] message : messages) {
            random.nextBytes(message);
        }
    }

    /** The vectors', where the runtime and the processor have them and they pass. */
    static Optional<Md5Kernel> ofVectors() {
        boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return present && VectorMd5.isNative() ? of(new VectorMd5(), PATIENCE) : Optional.empty();
    }

    /** The kernel, if it passes within so much processor time of this thread. */
    static Optional<Md5Kernel> of(Md5Kernel kernel, Duration patience) {
        return new Md5Trial(kernel).passes(patience) ? Optional.of(kernel) : Optional.empty();
    }

    private boolean passes(Duration patience) {
        MessageDigest jdk = AloneMd5.newDigest();
        long jdkNanos = Long.MAX_VALUE;
        long kernelNanos = Long.MAX_VALUE;
        long end = THREADS.getCurrentThreadCpuTime() + patience.toNanos();
        while (THREADS.getCurrentThreadCpuTime() < end) {
            jdkNanos = Math.min(jdkNanos, nanos(() -> updateAll(jdk)));
            kernelNanos = Math.min(kernelNanos, nanos(this::compressAll));
            if (kernelNanos * WORTH < jdkNanos) {
                return agrees();
            }
        }
        return false;
    }

    private static long nanos(Runnable round) {
        long start = System.nanoTime();
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
        return System.nanoTime() - start;
    }

    private void updateAll(MessageDigest jdk) {
        for (byte[] message : messages) {
            jdk.update(message);
        }
    }

    private void compressAll() {
        kernel.compress(states, messages, offsets, kernel.lanes(), BLOCKS);
    }

    private boolean agrees() {
        Arrays.fill(states, 0);
        compressAll();
        int lanes = kernel.lanes();
        for (int lane = 0; lane < lanes; lane++) {
            int[] expected = new int[4];
            Md5Lanes.PLAIN.compress(expected, new byte[][] {messages[lane]}, offsets, 1, BLOCKS);
            for (int word = 0; word < expected.length; word++) {
                if (states[word * lanes + lane] != expected[word]) {
                    return false;
                }
            }
        }
        return true;
    }
}
