package io.casgate.gateway.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumTest {
    @Test
    void textOfAWholeObject() {
        Checksum checksum = Checksum.of(ChecksumAlgorithm.CRC32, HexFormat.of().parseHex("cbf43926"));

        assertThat(checksum.text()).isEqualTo("y/Q5Jg==");
        assertThat(checksum.type()).isEqualTo(ChecksumType.FULL_OBJECT);
        assertThat(checksum.hex()).isEqualTo("cbf43926");
        assertThat(Checksum.parse(ChecksumAlgorithm.CRC32, "y/Q5Jg==")).contains(checksum);
    }

    @Test
    void textOfAComposite() {
        assertThat(Checksum.parse(ChecksumAlgorithm.CRC32, "y/Q5Jg==-10000")).hasValueSatisfying(checksum -> {
            assertThat(checksum.parts()).isEqualTo(10_000);
            assertThat(checksum.type()).isEqualTo(ChecksumType.COMPOSITE);
            assertThat(checksum.text()).isEqualTo("y/Q5Jg==-10000");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bad",
                "y/Q5Jg",
                "y/Q5Jg=",
                "y/Q5Jg===",
                "y/Q5Jh==",
                "y_Q5Jg==",
                " y/Q5Jg==",
                "y/Q5JgA=",
                "y/Q5Jg==-",
                "y/Q5Jg==-0",
                "y/Q5Jg==--1",
                "y/Q5Jg==-100000",
                "cbf43926"
            })
    void whatIsNoCrc32(String text) {
        assertThat(Checksum.parse(ChecksumAlgorithm.CRC32, text)).isEmpty();
    }

    @Test
    void comparesBytesWhateverTheLabel() {
        byte[] bytes = HexFormat.of().parseHex("cbf43926");

        assertThat(new Checksum(ChecksumAlgorithm.CRC32, "y/Q5Jg==", 3).sameBytes(bytes))
                .isTrue();
        assertThat(new Checksum(ChecksumAlgorithm.CRC32, "y/Q5Jw==", 3).sameBytes(bytes))
                .isFalse();
    }
}
