package io.casgate.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TallyTest {
    @Test
    void percentilesAreThoseOfTheValuesToThreeDigits() {
        Tally tally = new Tally();
        for (int millis = 1; millis <= 1000; millis++) {
            tally.success(Duration.ofMillis(millis).toNanos(), 10);
        }
        assertThat(tally.millis(50)).isCloseTo(500, within(0.5));
        assertThat(tally.millis(99.9)).isCloseTo(999, within(1.0));
        assertThat(tally.maxMillis()).isCloseTo(1000, within(1.0));
        assertThat(tally.bytes()).isEqualTo(10_000);
        assertThat(tally.successes()).isEqualTo(1000);
    }

    @Test
    void mergingAddsEverythingAndKeepsTheFirstExample() {
        Tally first = new Tally();
        first.success(1_000_000, 5);
        first.failure("SlowDown", "first");
        Tally second = new Tally();
        second.success(9_000_000, 7);
        second.failure("SlowDown", "second");
        second.failure("EOFException", "third");
        first.add(second);
        assertThat(first.successes()).isEqualTo(2);
        assertThat(first.bytes()).isEqualTo(12);
        assertThat(first.failed()).isEqualTo(3);
        assertThat(first.failures().get("SlowDown")).isEqualTo(new Tally.Failures(2, "first"));
        assertThat(first.maxMillis()).isCloseTo(9, within(0.01));
    }

    @Test
    void latenciesBeyondTheRangeAreKeptAtItsEnd() {
        Tally tally = new Tally();
        tally.success(Duration.ofHours(5).toNanos(), 0);
        tally.success(-5, 0);
        assertThat(tally.maxMillis()).isCloseTo(3_600_000, within(3_600.0));
    }

    @Test
    void withoutSuccessesLatenciesAreZero() {
        assertThat(new Tally().millis(99)).isZero();
    }
}
