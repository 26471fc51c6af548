package io.casgate.bench.kernel;

import io.casgate.bench.data.Noise;
import io.casgate.gateway.digest.md5.Md5Kernel;
import io.casgate.gateway.digest.md5.PlainMd5;
import io.casgate.gateway.digest.md5.VectorMd5;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** MD5 over 64 KiB of each of some streams: one after the other, or all at once. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class Md5Benchmark {
    private static final int LENGTH = 64 << 10;
    private static final int MOST = 16;

    @Param({"1", "2", "3", "4", "6", "8", "16"})
    public int streams = 1;

    private final byte[][] bodies = new byte[MOST][LENGTH];
    private final MessageDigest jdk;
    private final Md5Kernel plain = new PlainMd5();
    private final Md5Kernel vector = new VectorMd5();
    private final int[] plainState = new int[4 * plain.lanes()];
    private final int[] vectorState = new int[4 * vector.lanes()];
    private final byte[][] turn = new byte[vector.lanes()][];
    private final int[] offsets = new int[vector.lanes()];

    public Md5Benchmark() {
        for (int stream = 0; stream < MOST; stream++) {
            new Noise(stream, 0).fill(ByteBuffer.wrap(bodies[stream]), 0);
        }
        try {
            jdk = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    @Benchmark
    public MessageDigest jdk() {
        for (int stream = 0; stream < streams; stream++) {
            jdk.update(bodies[stream]);
        }
        return jdk;
    }

    @Benchmark
    public int[] plain() {
        return in(plain, plainState);
    }

    @Benchmark
    public int[] vector() {
        return in(vector, vectorState);
    }

    private int[] in(Md5Kernel kernel, int[] state) {
        for (int stream = 0; stream < streams; stream += kernel.lanes()) {
            int count = Math.min(kernel.lanes(), streams - stream);
            System.arraycopy(bodies, stream, turn, 0, count);
            kernel.compress(state, turn, offsets, count, LENGTH / Md5Kernel.BLOCK);
        }
        return state;
    }
}
