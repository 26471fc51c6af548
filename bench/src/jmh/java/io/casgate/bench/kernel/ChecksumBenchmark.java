package io.casgate.bench.kernel;

import io.casgate.bench.data.Noise;
import io.casgate.gateway.digest.ChecksumAlgorithm;
import io.casgate.gateway.digest.StreamingDigest;
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

/** The digests that a PUT computes over its body, by 1 MiB; MD5 always, one of the others on demand. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ChecksumBenchmark {
    private static final int LENGTH = 1 << 20;

    @Param
    public ChecksumAlgorithm algorithm = ChecksumAlgorithm.MD5;

    private final byte[] body = new byte[LENGTH];

    public ChecksumBenchmark() {
        new Noise(1, 0).fill(ByteBuffer.wrap(body), 0);
    }

    @Benchmark
    public byte[] digest1MiB() {
        StreamingDigest digest = algorithm.newDigest();
        digest.update(body, 0, LENGTH);
        return digest.digest();
    }
}
