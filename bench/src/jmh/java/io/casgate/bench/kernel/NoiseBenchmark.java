package io.casgate.bench.kernel;

import io.casgate.bench.data.Noise;
import java.nio.ByteBuffer;
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

/** What the load driver itself pays per body: it shares the cores with what it measures. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NoiseBenchmark {
    @Param({"0", "0.5"})
    public double compressibleShare;

    private final ByteBuffer direct = ByteBuffer.allocateDirect(256 * 1024);
    private final ByteBuffer heap = ByteBuffer.allocate(256 * 1024);

    @Benchmark
    public ByteBuffer fill256KiBDirect() {
        new Noise(1, compressibleShare).fill(direct.clear(), 0);
        return direct;
    }

    @Benchmark
    public ByteBuffer fill256KiBHeap() {
        new Noise(1, compressibleShare).fill(heap.clear(), 0);
        return heap;
    }
}
