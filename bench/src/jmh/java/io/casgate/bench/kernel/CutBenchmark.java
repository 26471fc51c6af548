package io.casgate.bench.kernel;

import io.casgate.bench.cutters.Family;
import io.casgate.bench.data.Noise;
import io.casgate.dedup.cut.Cutter;
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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Finding the cut points of 1 MiB of incompressible bytes, or of bytes that are mostly spaces. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CutBenchmark {
    private static final int LENGTH = 1 << 20;

    @Param
    public Family family = Family.FASTCDC;

    @Param({"8192", "16384", "32768", "65536"})
    public int target;

    @Param({"0", "1"})
    public double compressibleShare;

    private final byte[] body = new byte[LENGTH];
    private Cutter cutter = family.cutter(LENGTH);

    @Setup
    public void fillBody() {
        new Noise(1, compressibleShare).fill(ByteBuffer.wrap(body), 0);
        cutter = family.cutter(target);
    }

    /** The number of blocks, so that no cut can be left out. */
    @Benchmark
    public int cut1MiB() {
        int blocks = 0;
        for (int from = 0; from < LENGTH; from = cutter.cut(body, from, LENGTH)) {
            blocks++;
        }
        return blocks;
    }
}
