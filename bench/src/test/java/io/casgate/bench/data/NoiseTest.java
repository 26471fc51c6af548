package io.casgate.bench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {
    private static final int LENGTH = 1 << 20;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.4, 1})
    void bytesDependOnTheOffsetAloneNotOnHowTheyAreAskedFor(double compressible) {
        Noise noise = new Noise(42, compressible);
        byte[] whole = bytes(noise, 0, 100_003);
        for (int from = 0, step = 8; from < whole.length; from += step, step = step * 3 / 8 * 8 + 8) {
            int length = Math.min(step, whole.length - from);
            assertThat(bytes(noise, from, length)).isEqualTo(Arrays.copyOfRange(whole, from, from + length));
        }
    }

    @Test
    void directAndHeapBuffersGetTheSameBytesBetweenPositionAndLimitOnly() {
        ByteBuffer direct = ByteBuffer.allocateDirect(64).position(5).limit(50);
        new Noise(7, 0.5).fill(direct, 4096);
        assertThat(direct.position()).isEqualTo(50);
        byte[] all = new byte[64];
        direct.clear().get(all);
        byte[] expected = new byte[64];
        System.arraycopy(bytes(new Noise(7, 0.5), 4096, 45), 0, expected, 5, 45);
        assertThat(all).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void noWindowOf64BytesRepeatsInAStreamOrBetweenStreamsAtAnyShift(double compressible) {
        Set<Long> seen = new HashSet<>();
        int windows = 0;
        for (long stream = 0; stream < 2; stream++) {
            byte[] data = bytes(new Noise(SplitMix64.mix(stream), compressible), 0, 300_000);
            long power = power(31, 63);
            long hash = 0;
            for (int i = 0; i < data.length; i++) {
                if (i >= 64) {
                    hash -= power * SplitMix64.mix(data[i - 64]);
                }
                hash = hash * 31 + SplitMix64.mix(data[i]);
                if (i >= 63) {
                    seen.add(hash);
                    windows++;
                }
            }
        }
        assertThat(seen).hasSize(windows);
    }

    @Test
    void plainNoiseDoesNotShrinkAndTheCompressibleShareDoes() {
        assertThat(deflated(new Noise(1, 0))).isGreaterThanOrEqualTo(LENGTH);
        int half = deflated(new Noise(1, 0.5));
        assertThat(half).isBetween(LENGTH / 2, LENGTH * 7 / 10);
        assertThat(deflated(new Noise(1, 1))).isLessThan(LENGTH / 4);
    }

    @Test
    void refusesUnalignedOffsetsAndSharesOutsideTheUnitInterval() {
        assertThatThrownBy(() -> new Noise(1, 0).fill(ByteBuffer.allocate(8), 3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Noise(1, 1.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Noise(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(Noise noise, long offset, int length) {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        noise.fill(buffer, offset);
        return buffer.array();
    }

    private static int deflated(Noise noise) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(bytes(noise, 0, LENGTH));
            deflater.finish();
            return deflater.deflate(new byte[2 * LENGTH]);
        }
    }

    private static long power(long base, int exponent) {
        long result = 1;
        for (int i = 0; i < exponent; i++) {
            result *= base;
        }
        return result;
    }
}
