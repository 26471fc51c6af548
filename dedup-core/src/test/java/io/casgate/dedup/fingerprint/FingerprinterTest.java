package io.casgate.dedup.fingerprint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.dedup.DomainKey;
import io.casgate.dedup.Fingerprint;
import io.casgate.dedup.SampleBytes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FingerprinterTest {
    private static Fingerprint of(Fingerprinter fingerprinter, byte[] bytes) {
        return fingerprinter.of(bytes, 0, bytes.length);
    }

    /** RFC 4231, test cases 1, 2 and 3. */
    @Test
    void hmacSha256IsThatOfTheRfc() {
        byte[] key1 = new byte[20];
        Arrays.fill(key1, (byte) 0x0b);
        byte[] key3 = new byte[20];
        Arrays.fill(key3, (byte) 0xaa);
        byte[] data3 = new byte[50];
        Arrays.fill(data3, (byte) 0xdd);

        assertThat(of(FingerprintAlgorithm.HMAC_SHA256.withKey(key1), "Hi There".getBytes(US_ASCII)))
                .hasToString("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        assertThat(of(
                        FingerprintAlgorithm.HMAC_SHA256.withKey("Jefe".getBytes(US_ASCII)),
                        "what do ya want for nothing?".getBytes(US_ASCII)))
                .hasToString("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assertThat(of(FingerprintAlgorithm.HMAC_SHA256.withKey(key3), data3))
                .hasToString("773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    }

    /** The expected value comes from Python's hashlib. */
    @Test
    void blake2bIsThatOfOthers() {
        Fingerprinter fingerprinter = FingerprintAlgorithm.BLAKE2B_256.withKey(SampleBytes.counting(32));

        assertThat(of(fingerprinter, "abc".getBytes(US_ASCII)))
                .hasToString("d63a32d3e44738d7907f964316c241adaba0abfeabc32349677578a15a203f7f");
    }

    /** Expected values come from Python's hmac and hashlib, the derivation of keys included. They may never change. */
    @Test
    void fingerprintsUnderADomainKeyAreGolden() {
        byte[] block = SampleBytes.random(1, 16 * 1024);

        assertThat(of(FingerprintAlgorithm.HMAC_SHA256.fingerprinter(SampleBytes.KEY), block))
                .hasToString("76c063526be90ec2dac396ece537ca6613622b3364fd297f7902bcfe8a70375e");
        assertThat(of(FingerprintAlgorithm.BLAKE2B_256.fingerprinter(SampleBytes.KEY), block))
                .hasToString("1417a5c0c4c54ec201260308be3be16a7e8441025167797ea59d1d957bac6833");
    }

    @ParameterizedTest
    @EnumSource
    void aFingerprinterStartsAnewForEachBlock(FingerprintAlgorithm algorithm) {
        Fingerprinter fingerprinter = algorithm.fingerprinter(SampleBytes.KEY);
        byte[] block = SampleBytes.random(2, 5000);
        byte[] framed = new byte[5020];
        System.arraycopy(block, 0, framed, 10, block.length);
        Fingerprint first = of(fingerprinter, block);

        assertThat(fingerprinter.of(framed, 10, block.length)).isEqualTo(first);
        assertThat(of(algorithm.fingerprinter(SampleBytes.KEY), block)).isEqualTo(first);
        assertThat(of(algorithm.fingerprinter(DomainKey.of(new byte[32])), block))
                .isNotEqualTo(first);
        assertThat(fingerprinter.algorithm()).isEqualTo(algorithm);
    }

    @Test
    void namesAndCodesAreForEver() {
        assertThat(FingerprintAlgorithm.ofCode(1))
                .isEqualTo(FingerprintAlgorithm.HMAC_SHA256)
                .hasToString("hmac-sha256");
        assertThat(FingerprintAlgorithm.ofCode(2))
                .isEqualTo(FingerprintAlgorithm.BLAKE2B_256)
                .hasToString("blake2b-256");
        assertThat(FingerprintAlgorithm.parse("blake2b-256")).isEqualTo(FingerprintAlgorithm.BLAKE2B_256);
        assertThatThrownBy(() -> FingerprintAlgorithm.ofCode(3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FingerprintAlgorithm.parse("md5")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void zerosAreFoundAndNothingElse() {
        byte[] bytes = new byte[200_000];

        assertThat(Zeros.only(bytes, 0, bytes.length)).isTrue();
        assertThat(Zeros.only(bytes, 7, 7)).isTrue();
        for (int at : new int[] {0, 65_535, 65_536, 131_072, 199_999}) {
            bytes[at] = 1;
            assertThat(Zeros.only(bytes, 0, bytes.length)).isFalse();
            assertThat(Zeros.only(bytes, 0, at)).isTrue();
            assertThat(Zeros.only(bytes, at + 1, bytes.length)).isTrue();
            bytes[at] = 0;
        }
    }
}
