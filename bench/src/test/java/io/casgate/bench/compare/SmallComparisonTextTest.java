package io.casgate.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.bench.compare.SmallComparison.Phase;
import io.casgate.bench.measure.Outcome;
import io.casgate.bench.measure.Tally;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmallComparisonTextTest {
    @Test
    void ratesRatiosAndCpuAreMediansOfTheRounds() {
        Map<Phase, List<Outcome>> outcomes = new EnumMap<>(Phase.class);
        outcomes.put(Phase.PUT, outcomes(60, 30, 90));
        outcomes.put(Phase.SWAP, outcomes(100, 60, 120));
        outcomes.put(Phase.GET, outcomes(70, 70, 70));
        outcomes.put(Phase.READ, outcomes(140, 100, 70));
        outcomes.put(Phase.LIST, outcomes(4, 5, 6));

        assertThat(new SmallComparisonText(outcomes).table().lines())
                .anyMatch(line -> line.matches("put +60 +30 +90 +gateway 250"))
                .anyMatch(line -> line.matches("list +5 +4 +6 +gateway 250"))
                .anyMatch(line -> line.matches("put / swap +0\\.60 \\(0\\.50 to 0\\.75\\)"))
                .anyMatch(line -> line.matches("get / read +0\\.70 \\(0\\.50 to 1\\.00\\)"));
    }

    /** One second each, with 250 microseconds of CPU per operation. */
    private static List<Outcome> outcomes(int... rates) {
        return IntStream.of(rates)
                .mapToObj(rate -> {
                    Tally tally = new Tally();
                    IntStream.range(0, rate).forEach(i -> tally.success(1000, 4096));
                    return new Outcome(
                            Map.of("any", tally),
                            Duration.ofSeconds(1),
                            Map.of("gateway", Duration.ofNanos(250_000L * rate)));
                })
                .toList();
    }
}
