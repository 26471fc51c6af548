package io.casgate.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.casgate.bench.data.SplitMix64;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixTest {
    @Test
    void operationsAreChosenByWeight() {
        Mix mix = Mix.parse("put=1, get=3");
        Map<Operation, Long> chosen = LongStream.range(0, 20_000)
                .mapToObj(i -> mix.choose(SplitMix64.mix(i)))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(chosen).containsOnlyKeys(Operation.PUT, Operation.GET);
        assertThat(chosen.getOrDefault(Operation.GET, 0L) / 20_000.0).isCloseTo(0.75, within(0.02));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "copy", "put=0", "put=-1", "put,put", "put=x", "put,"})
    void otherMixesAreRefused(String text) {
        assertThatThrownBy(() -> Mix.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anObjectIsInOneHandAtATime() {
        StoredObjects objects = new StoredObjects(3);
        Set<Long> taken = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            taken.add(objects.take(SplitMix64.mix(i)).orElseThrow());
        }
        assertThat(taken).containsExactlyInAnyOrder(0L, 1L, 2L);
        assertThat(objects.take(5)).isEqualTo(OptionalLong.empty());
        assertThat(objects.reserveNew()).isEqualTo(3);
        objects.give(3);
        assertThat(objects.count()).isEqualTo(1);
        assertThat(objects.take(5)).isEqualTo(OptionalLong.of(3));
    }
}
