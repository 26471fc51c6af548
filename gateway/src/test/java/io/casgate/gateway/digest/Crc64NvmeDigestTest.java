package io.casgate.gateway.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Crc64NvmeDigestTest {
    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** Bit by bit, as the definition has it. */
    private static long expected(byte[] bytes) {
        long register = -1;
        for (byte b : bytes) {
            register ^= b & 0xFF;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                register = CrcPolynomial.CRC64NVME.timesX(register);
            }
        }
        return ~register;
    }

    private static long value(Crc64NvmeDigest digest) {
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    /** Around where runs are long, around multiples of the divisor's degree in bytes, and longer ones. */
    @ParameterizedTest
    @ValueSource(ints = {32_767, 32_768, 32_769, 32_775, 44_447, 44_448, 44_449, 44_456, 59_264, 131_072, 300_001})
    void longRunsAtOnce(int length) {
        byte[] bytes = random(length + 3);
        Crc64NvmeDigest digest = new Crc64NvmeDigest();
        digest.update(bytes, 3, length);
        assertThat(value(digest)).isEqualTo(expected(Arrays.copyOfRange(bytes, 3, length + 3)));
    }

    @Test
    void longRunsAmongShortOnes() {
        Random random = new Random(1);
        byte[] bytes = random(1_000_000);
        Crc64NvmeDigest digest = new Crc64NvmeDigest();
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, random.nextInt(random.nextBoolean() ? 20 : 100_000));
            digest.update(bytes, at, length);
            at += length;
        }
        assertThat(value(digest)).isEqualTo(expected(bytes));
    }
}
