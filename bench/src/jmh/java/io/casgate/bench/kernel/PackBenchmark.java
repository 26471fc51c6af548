package io.casgate.bench.kernel;

import io.casgate.bench.data.Noise;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.segment.Pack;
import io.casgate.dedup.segment.PackDecoder;
import io.casgate.dedup.segment.PackEncoder;
import java.nio.ByteBuffer;
import java.util.UUID;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Making and reading a pack of four blocks, 64 KiB together. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PackBenchmark {
    private static final int LENGTH = Pack.MAX_BYTES;
    private static final int[] SIZES = {LENGTH / 4, LENGTH / 4, LENGTH / 4, LENGTH / 4};
    private static final int ZSTD_LEVEL = 1;

    @Param({"0", "1"})
    public double compressibleShare;

    private final byte[] plain = new byte[LENGTH];
    private final SegmentId segment = new SegmentId(new UUID(0x0000_0000_0000_1000L, 0x8000_0000_0000_0000L));
    private final PackEncoder encoder = new PackEncoder(ZSTD_LEVEL);
    private final PackDecoder decoder = new PackDecoder();
    private ByteBuffer stored = ByteBuffer.allocate(0);

    @Setup
    public void fillPack() {
        new Noise(1, compressibleShare).fill(ByteBuffer.wrap(plain), 0);
        stored = encode64KiB();
    }

    @TearDown
    public void freeNativeMemory() {
        encoder.close();
        decoder.close();
    }

    @Benchmark
    public ByteBuffer encode64KiB() {
        return encoder.encode(segment, 0, 0, plain, 0, SIZES);
    }

    @Benchmark
    public Pack decode64KiB() {
        return decoder.decode(stored);
    }
}
