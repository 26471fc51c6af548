package io.casgate.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.bench.measure.Outcome;
import io.casgate.bench.measure.Tally;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ComparisonTextTest {
    @Test
    void ratiosAreMediansOfTheRoundsOwnRatios() {
        Map<Phase, List<Outcome>> outcomes = new EnumMap<>(Phase.class);
        outcomes.put(Phase.PUT_NEW, outcomes(60, 30, 90));
        outcomes.put(Phase.RAW_WRITE, outcomes(100, 60, 120));
        outcomes.put(Phase.GET, outcomes(70, 70, 70));
        outcomes.put(Phase.RAW_READ, outcomes(140, 100, 70));
        outcomes.put(Phase.PUT_AGAIN, outcomes(180, 60, 360));
        ComparisonText text = new ComparisonText(new Comparison.Result(outcomes));

        assertThat(text.table().lines())
                .anyMatch(line -> line.matches("put new +60\\.0 +30\\.0 +90\\.0 +bench 2\\.00"))
                .anyMatch(line -> line.matches("put new / raw write +0\\.60 \\(0\\.50 to 0\\.75\\)"))
                .anyMatch(line -> line.matches("get / raw read +0\\.70 \\(0\\.50 to 1\\.00\\)"))
                .anyMatch(line -> line.matches("put again / put new +3\\.00 \\(2\\.00 to 4\\.00\\)"));
        assertThat(text.json(Map.of("benchmark", "compare")))
                .contains("\"put again / put new\":3.0", "\"raw write MB/s\":[100.0,60.0,120.0]");
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
        assertThat(new Series(List.of(4.0, 1.0, 3.0, 100.0)).median()).isEqualTo(3.5);
        assertThatThrownBy(() -> new Series(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Series(List.of(1.0)).dividedBy(new Series(List.of(1.0, 2.0))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** One second each, with two nanoseconds of CPU per byte. */
    private static List<Outcome> outcomes(long... megabytesPerSecond) {
        return LongStream.of(megabytesPerSecond)
                .mapToObj(megabytes -> {
                    Tally tally = new Tally();
                    tally.success(1000, megabytes * 1_000_000);
                    return new Outcome(
                            Map.of("any", tally),
                            Duration.ofSeconds(1),
                            Map.of("bench", Duration.ofMillis(2 * megabytes)));
                })
                .toList();
    }
}
