package io.casgate.bench.kernel;

import io.casgate.bench.data.Noise;
import io.casgate.dedup.DomainKey;
import io.casgate.dedup.Fingerprint;
import io.casgate.dedup.fingerprint.FingerprintAlgorithm;
import io.casgate.dedup.fingerprint.Fingerprinter;
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

/** The fingerprint of one block of 16 KiB. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FingerprintBenchmark {
    private static final int LENGTH = 16 * 1024;

    @Param
    public FingerprintAlgorithm algorithm = FingerprintAlgorithm.HMAC_SHA256;

    private final byte[] block = new byte[LENGTH];
    private final DomainKey key = DomainKey.of(new byte[DomainKey.BYTES]);
    private Fingerprinter fingerprinter = algorithm.fingerprinter(key);

    public FingerprintBenchmark() {
        new Noise(1, 0).fill(ByteBuffer.wrap(block), 0);
    }

    @Setup
    public void chooseAlgorithm() {
        fingerprinter = algorithm.fingerprinter(key);
    }

    @Benchmark
    public Fingerprint fingerprint16KiB() {
        return fingerprinter.of(block, 0, LENGTH);
    }
}
