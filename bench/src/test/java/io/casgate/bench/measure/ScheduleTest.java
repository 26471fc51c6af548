package io.casgate.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private final AtomicLong clock = new AtomicLong(1_000_000_000_000L);

    @Test
    void aClosedLoopIsDueWhenAWorkerAsks() {
        Schedule schedule = schedule(new Pacing.ClosedLoop(), Bounds.ofCount(10));
        advance(Duration.ofMillis(7));
        assertThat(schedule.await().orElseThrow())
                .isEqualTo(new Schedule.Turn(0, Duration.ofMillis(7).toNanos(), true));
    }

    @Test
    void aStallIsChargedToEveryOperationOfAnOpenLoopThatItKeptWaiting() {
        Schedule schedule = schedule(new Pacing.OpenLoop(100), Bounds.ofCount(1000));
        Tally tally = new Tally();
        for (int i = 0; i < 100; i++) {
            Schedule.Turn turn = schedule.await().orElseThrow();
            if (i == 0) {
                advance(Duration.ofSeconds(1));
            }
            tally.success(schedule.elapsedNanos() - turn.dueNanos(), 0);
        }
        assertThat(tally.maxMillis()).isCloseTo(1000, within(1.0));
        assertThat(tally.millis(50)).isCloseTo(500, within(15.0));
        assertThat(tally.millis(1)).isCloseTo(10, within(10.0));
    }

    @Test
    void anOpenLoopDoesNotStartEarly() {
        Schedule schedule = new Schedule(new Pacing.OpenLoop(50), Bounds.ofCount(5));
        for (int i = 0; i < 5; i++) {
            Schedule.Turn turn = schedule.await().orElseThrow();
            assertThat(turn.dueNanos()).isEqualTo(i * 20_000_000L);
            assertThat(schedule.elapsedNanos()).isGreaterThanOrEqualTo(turn.dueNanos());
        }
        assertThat(schedule.await()).isEmpty();
    }

    @Test
    void operationsDueInTheWarmUpAreNotCountedAndTheTimeEndsTheRun() {
        Schedule schedule = schedule(
                new Pacing.ClosedLoop(), new Bounds(Duration.ofSeconds(2), Duration.ofSeconds(3), Long.MAX_VALUE));
        advance(Duration.ofMillis(1999));
        assertThat(schedule.await().map(Schedule.Turn::counted)).isEqualTo(Optional.of(false));
        advance(Duration.ofMillis(1));
        assertThat(schedule.await().map(Schedule.Turn::counted)).isEqualTo(Optional.of(true));
        advance(Duration.ofMillis(2999));
        assertThat(schedule.await()).isPresent();
        assertThat(schedule.countedNanos()).isEqualTo(Duration.ofMillis(2999).toNanos());
        advance(Duration.ofMillis(1));
        assertThat(schedule.await()).isEmpty();
    }

    @Test
    void theNumberOfOperationsEndsTheRun() {
        Schedule schedule = schedule(new Pacing.ClosedLoop(), Bounds.ofCount(2));
        assertThat(schedule.await().map(Schedule.Turn::number)).isEqualTo(Optional.of(0L));
        assertThat(schedule.await().map(Schedule.Turn::number)).isEqualTo(Optional.of(1L));
        assertThat(schedule.await()).isEmpty();
    }

    @Test
    void senselessRatesAndBoundsAreRefused() {
        assertThatThrownBy(() -> new Pacing.OpenLoop(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pacing.OpenLoop(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Bounds.ofCount(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private Schedule schedule(Pacing pacing, Bounds bounds) {
        return new Schedule(pacing, bounds, clock::get);
    }

    private void advance(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
