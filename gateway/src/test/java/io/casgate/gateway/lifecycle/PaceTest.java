package io.casgate.gateway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How much time work takes at least. */
class PaceTest {
    private long now = -5;
    private Duration slept = Duration.ZERO;
    private final Pace pace = new Pace(1000, () -> now, duration -> {
        now += duration.toNanos();
        slept = slept.plus(duration);
    });

    @Test
    void theRateIsKeptOnAverage() throws InterruptedException {
        for (int i = 0; i < 11; i++) {
            pace.take(100);
        }
        assertThat(slept).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatWasSlowDoesNotCatchUp() throws InterruptedException {
        pace.take(100);
        now += Duration.ofSeconds(5).toNanos();
        pace.take(100);
        assertThat(slept).isZero();
        pace.take(100);
        assertThat(slept).isEqualTo(Duration.ofMillis(100));
    }
}
