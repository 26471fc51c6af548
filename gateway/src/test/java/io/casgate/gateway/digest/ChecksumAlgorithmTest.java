package io.casgate.gateway.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksumAlgorithmTest {
    /** Of "123456789", the check value of the CRC catalogues; confirmed with AWS's common runtime (awscrt 0.38). */
    @ParameterizedTest
    @CsvSource({
        "CRC32, cbf43926",
        "CRC32C, e3069283",
        "CRC64NVME, ae8b14860a799888",
        "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
        "SHA512, d9e6762dd1c8eaf6d61b3c6192fc408d4d6d5f1176d0c29169bc24e71c3f274a"
                + "d27fcd5811b313d681f7e55ec02d73d499c95455b6b5bb503acf574fba8ffe85",
        "MD5, 25f9e794323b453885f5181f1b624d0b",
        "XXHASH64, 8cb841db40e6ae83",
        "XXHASH3, 72dcb18b67a17dff",
        "XXHASH128, 33119477ede5dcd5e9716427681d5860"
    })
    void checkValue(ChecksumAlgorithm algorithm, String expected) {
        assertThat(digest(algorithm, "123456789".getBytes(StandardCharsets.US_ASCII)))
                .asHexString()
                .isEqualToIgnoringCase(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "CRC32, 00000000",
        "CRC32C, 00000000",
        "CRC64NVME, 0000000000000000",
        "SHA1, da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "SHA256, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "SHA512, cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
                + "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
        "MD5, d41d8cd98f00b204e9800998ecf8427e",
        "XXHASH64, ef46db3751d8e999",
        "XXHASH3, 2d06800538d394c2",
        "XXHASH128, 99aa06d3014798d86001c324468d497f"
    })
    void ofNothing(ChecksumAlgorithm algorithm, String expected) {
        assertThat(digest(algorithm, new byte[0])).asHexString().isEqualToIgnoringCase(expected);
    }

    /** Long enough for every algorithm's block loop; computed with awscrt 0.38, xxHash 0.8.4 and Python's hashlib. */
    @ParameterizedTest
    @CsvSource({
        "CRC32, 2332fb6d",
        "CRC32C, 652ca625",
        "CRC64NVME, 6481590f6a742ac0",
        "SHA1, bd591c230e9f15aa4c9324bf796bb5818457a1e8",
        "SHA256, fe3ea7d65b1c427035342d322de005a8f09349f82d99b7adc4e0c54bdbd0cac5",
        "SHA512, e9444dce906722fa3f7c26362dcba207cedd1906b86179d51fcfbdd9b77626ac"
                + "49f1e5df5c46df11916d372ac7b7602c6b8b7ad0b1f00cde6c52547bfd36f0d6",
        "MD5, 00ac7a2fa3473b8db331d72f40428b9e",
        "XXHASH64, 9f4768e6e3f807e2",
        "XXHASH3, aedbe953d207917d",
        "XXHASH128, 8a0ea3906584c057aedbe953d207917d"
    })
    void ofFiveThousandBytes(ChecksumAlgorithm algorithm, String expected) {
        byte[] bytes = new byte[5000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 131 + (i >> 8) * 17 + 7);
        }

        assertThat(digest(algorithm, bytes)).asHexString().isEqualToIgnoringCase(expected);
    }

    @ParameterizedTest
    @EnumSource
    void anySlicingGivesTheSame(ChecksumAlgorithm algorithm) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261120);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = new byte[random.nextInt(3000)];
            random.nextBytes(bytes);

            StreamingDigest sliced = algorithm.newDigest();
            int at = 0;
            while (at < bytes.length) {
                int length = random.nextInt(Math.min(bytes.length - at, 1 + random.nextInt(600)) + 1);
                feed(sliced, bytes, at, length, random);
                at += length;
            }

            assertThat(sliced.digest()).isEqualTo(digest(algorithm, bytes));
        }
    }

    /** As an array, as a buffer on the heap, read-only, or off the heap. */
    private static void feed(StreamingDigest digest, byte[] bytes, int at, int length, RandomGenerator random) {
        ByteBuffer slice = ByteBuffer.wrap(bytes, at, length);
        switch (random.nextInt(4)) {
            case 0 -> digest.update(bytes, at, length);
            case 1 -> feedUnchanged(digest, slice);
            case 2 -> feedUnchanged(digest, slice.asReadOnlyBuffer());
            default ->
                feedUnchanged(
                        digest,
                        ByteBuffer.allocateDirect(length + 3)
                                .position(3)
                                .put(slice)
                                .position(3));
        }
    }

    private static void feedUnchanged(StreamingDigest digest, ByteBuffer bytes) {
        ByteBuffer before = bytes.duplicate();
        digest.update(bytes);
        assertThat(bytes.position()).isEqualTo(before.position());
        assertThat(bytes.limit()).isEqualTo(before.limit());
    }

    @ParameterizedTest
    @EnumSource
    void digestsAreAsLongAsTheAlgorithmSays(ChecksumAlgorithm algorithm) {
        assertThat(digest(algorithm, new byte[1])).hasSize(algorithm.length());
    }

    @ParameterizedTest
    @EnumSource
    void headersAreFoundByName(ChecksumAlgorithm algorithm) {
        assertThat(ChecksumAlgorithm.ofHeader(algorithm.headerName())).contains(algorithm);
        assertThat(ChecksumAlgorithm.ofHeader("X-Amz-Checksum-" + algorithm.name()))
                .contains(algorithm);
        assertThat(ChecksumAlgorithm.parse(algorithm.name())).contains(algorithm);
    }

    @Test
    void otherNamesAreNoAlgorithms() {
        assertThat(ChecksumAlgorithm.ofHeader("x-amz-checksum-type")).isEmpty();
        assertThat(ChecksumAlgorithm.ofHeader("x-amz-checksum-algorithm")).isEmpty();
        assertThat(ChecksumAlgorithm.ofHeader("crc32")).isEmpty();
        assertThat(ChecksumAlgorithm.parse("CRC64")).isEmpty();
    }

    @Test
    void namesAreThoseOfTheApi() {
        assertThat(ChecksumAlgorithm.CRC64NVME.headerName()).isEqualTo("x-amz-checksum-crc64nvme");
        assertThat(ChecksumAlgorithm.CRC64NVME.elementName()).isEqualTo("ChecksumCRC64NVME");
        assertThat(ChecksumAlgorithm.XXHASH128.headerName()).isEqualTo("x-amz-checksum-xxhash128");
        assertThat(ChecksumAlgorithm.SHA256.elementName()).isEqualTo("ChecksumSHA256");
    }

    @ParameterizedTest
    @CsvSource({
        "CRC32, true, true, COMPOSITE",
        "CRC32C, true, true, COMPOSITE",
        "CRC64NVME, false, true, FULL_OBJECT",
        "SHA1, true, false, COMPOSITE",
        "SHA256, true, false, COMPOSITE",
        "SHA512, true, false, COMPOSITE",
        "MD5, true, false, COMPOSITE",
        "XXHASH64, true, false, COMPOSITE",
        "XXHASH3, true, false, COMPOSITE",
        "XXHASH128, true, false, COMPOSITE"
    })
    void multipartTypes(ChecksumAlgorithm algorithm, boolean composite, boolean fullObject, ChecksumType standard) {
        assertThat(algorithm.supports(ChecksumType.COMPOSITE)).isEqualTo(composite);
        assertThat(algorithm.supports(ChecksumType.FULL_OBJECT)).isEqualTo(fullObject);
        assertThat(algorithm.defaultMultipartType()).isEqualTo(standard);
    }

    @Test
    void severalDigestsInOnePass() {
        byte[] bytes = HexFormat.of().parseHex("00ff10");
        ContentDigests digests = new ContentDigests(EnumSet.allOf(ChecksumAlgorithm.class));
        digests.update(ByteBuffer.wrap(bytes, 0, 1));
        digests.update(ByteBuffer.wrap(bytes, 1, 2));

        assertThat(digests.finish())
                .hasSize(10)
                .allSatisfy((algorithm, checksum) ->
                        assertThat(checksum).isEqualTo(Checksum.of(algorithm, digest(algorithm, bytes))));
    }

    private static byte[] digest(ChecksumAlgorithm algorithm, byte[] bytes) {
        StreamingDigest digest = algorithm.newDigest();
        byte[] shifted = Arrays.copyOf(bytes, bytes.length + 1);
        digest.update(shifted, 0, bytes.length);
        return digest.digest();
    }
}
