package io.casgate.bench.kernel;

import io.casgate.bench.data.Noise;
import io.casgate.dedup.DomainKey;
import io.casgate.dedup.cut.Cutter;
import io.casgate.dedup.cut.CutterId;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Finding the cut points of 1 MiB of incompressible bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CutBenchmark {
    private static final int LENGTH = 1 << 20;

    private final byte[] body = new byte[LENGTH];
    private final Cutter cutter = CutterId.DEFAULT.cutter(DomainKey.of(new byte[DomainKey.BYTES]));

    public CutBenchmark() {
        new Noise(1, 0).fill(ByteBuffer.wrap(body), 0);
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
