package io.casgate.gateway.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class MultipartChecksumsTest {
    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void fullObjectIsTheChecksumOfAllBytes(ChecksumAlgorithm algorithm) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261120);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = new byte[random.nextInt(5000)];
            random.nextBytes(bytes);
            List<MultipartChecksums.Part> parts = new ArrayList<>();
            int at = 0;
            while (at < bytes.length) {
                int length = 1 + random.nextInt(Math.min(bytes.length - at, 1500));
                parts.add(new MultipartChecksums.Part(
                        checksum(algorithm, Arrays.copyOfRange(bytes, at, at + length)), length));
                at += length;
            }

            assertThat(MultipartChecksums.fullObject(algorithm, parts)).isEqualTo(checksum(algorithm, bytes));
        }
    }

    /** Parts of 3 TiB and 7 bytes, with made-up CRCs; computed with awscrt 0.38's combine functions. */
    @ParameterizedTest
    @CsvSource({
        "CRC32, 7b2c9d1e, 5f0a1b2c, db190460",
        "CRC32C, 7b2c9d1e, 5f0a1b2c, c7574132",
        "CRC64NVME, 7b2c9d1e00112233, 5f0a1b2c99aabbcc, 06c3c0713d555a9a"
    })
    void hugeParts(ChecksumAlgorithm algorithm, String first, String second, String expected) {
        List<MultipartChecksums.Part> parts = List.of(
                new MultipartChecksums.Part(ofHex(algorithm, first), 7),
                new MultipartChecksums.Part(ofHex(algorithm, second), 3L << 40));

        assertThat(MultipartChecksums.fullObject(algorithm, parts).hex()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"CRC32", "CRC32C", "CRC64NVME"})
    void othersHaveNoFullObjectChecksum(ChecksumAlgorithm algorithm) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MultipartChecksums.fullObject(algorithm, List.of()))
                .withMessageContaining(algorithm.name());
    }

    /** Of the parts "abc" and "defg", hashed and joined by Python's hashlib and awscrt. */
    @ParameterizedTest
    @CsvSource({
        "CRC32, FL6Gyw==-2",
        "CRC32C, wyP8bg==-2",
        "SHA1, ruUcoGXx/YFk0oLFE5mmCCBkj3w=-2",
        "SHA256, DouGmA2xgBQoNr6dB3y9pjgmBqhYqUn+mVVPwC66rgg=-2",
        "SHA512, LG9VuIDK8Iok1C+49LNeehH7jq0LzvzXqQZZOZI7ILe+LOR9F2Sp04Bm+k77iu/PTCzv0e5jKMJIlP7V9XHwMw==-2",
        "MD5, LJZfEMT/qDeuG59m1h+VDg==-2",
        "XXHASH64, 6KE9/UjOFuk=-2",
        "XXHASH3, emOAE/egTw8=-2",
        "XXHASH128, qGw2DJKW3YSHaxTjWOrPww==-2"
    })
    void compositeIsTheChecksumOfTheChecksums(ChecksumAlgorithm algorithm, String expected) {
        Checksum composite = MultipartChecksums.composite(
                algorithm, List.of(checksum(algorithm, new byte[] {'a', 'b', 'c'}), checksum(algorithm, new byte[] {
                    'd', 'e', 'f', 'g'
                })));

        assertThat(composite.text()).isEqualTo(expected);
        assertThat(composite.type()).isEqualTo(ChecksumType.COMPOSITE);
    }

    @Test
    void compositesAreNoParts() {
        Checksum part = checksum(ChecksumAlgorithm.CRC32, new byte[3]);
        Checksum composite = MultipartChecksums.composite(ChecksumAlgorithm.CRC32, List.of(part));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MultipartChecksums.composite(ChecksumAlgorithm.CRC32, List.of(composite)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MultipartChecksums.composite(ChecksumAlgorithm.CRC32C, List.of(part)));
    }

    private static Checksum checksum(ChecksumAlgorithm algorithm, byte[] bytes) {
        StreamingDigest digest = algorithm.newDigest();
        digest.update(bytes, 0, bytes.length);
        return Checksum.of(algorithm, digest.digest());
    }

    private static Checksum ofHex(ChecksumAlgorithm algorithm, String hex) {
        return Checksum.of(algorithm, HexFormat.of().parseHex(hex));
    }
}
