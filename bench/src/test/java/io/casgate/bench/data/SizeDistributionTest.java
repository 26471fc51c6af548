package io.casgate.bench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeDistributionTest {
    @ParameterizedTest
    @CsvSource({"0,0", "4096,4096", "64k,65536", "4MiB,4194304", "1g,1073741824", "2TB,2199023255552", "7b,7"})
    void byteCountsAreReadInPowersOf1024(String text, long bytes) {
        assertThat(ByteCount.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "-1", "1.5m", "99999999999999999999", "9000000000g", "1x"})
    void otherByteCountsAreRefused(String text) {
        assertThatThrownBy(() -> ByteCount.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4k:", "4k:0", "8k-4k", "4k,,8k", "a-b"})
    void otherDistributionsAreRefused(String text) {
        assertThatThrownBy(() -> SizeDistribution.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void weightsAndRangesAreKept() {
        SizeDistribution sizes = SizeDistribution.parse("0:1,4k-64k:2,1m:1");
        long[] drawn = LongStream.range(0, 40_000)
                .map(i -> sizes.size(SplitMix64.mix(i)))
                .toArray();
        assertThat(LongStream.of(drawn))
                .allMatch(size -> size == 0 || size == 1 << 20 || (size >= 4096 && size <= 65536));
        assertThat(LongStream.of(drawn).filter(size -> size == 0).count() / 40_000.0)
                .isCloseTo(0.25, within(0.01));
        assertThat(LongStream.of(drawn).average().orElseThrow()).isCloseTo(sizes.mean(), within(sizes.mean() * 0.03));
    }
}
