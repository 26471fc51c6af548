package io.casgate.bench.kernel;

import io.casgate.bench.data.Noise;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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

/** The JDK's digests over one block; MD5 is what every PUT must pay. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DigestBenchmark {
    /** Block length in bytes: a usual block, and a socket read. */
    @Param({"16384", "262144"})
    public int length;

    private byte[] block = new byte[0];
    private MessageDigest md5;
    private MessageDigest sha256;
    private Mac hmacSha256;

    public DigestBenchmark() {
        try {
            md5 = MessageDigest.getInstance("MD5");
            sha256 = MessageDigest.getInstance("SHA-256");
            hmacSha256 = Mac.getInstance("HmacSHA256");
            hmacSha256.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has these algorithms", e);
        }
    }

    @Setup
    public void fillBlock() {
        block = new byte[length];
        new Noise(1, 0).fill(ByteBuffer.wrap(block), 0);
    }

    @Benchmark
    public byte[] md5() {
        return md5.digest(block);
    }

    @Benchmark
    public byte[] sha256() {
        return sha256.digest(block);
    }

    @Benchmark
    public byte[] hmacSha256() {
        return hmacSha256.doFinal(block);
    }

    @Benchmark
    public long crc32c() {
        CRC32C crc = new CRC32C();
        crc.update(block, 0, block.length);
        return crc.getValue();
    }
}
