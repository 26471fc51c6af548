package io.casgate.bench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcStatTest {
    @Test
    void addsUserAndSystemTimeOfTheProcessAndItsReapedChildren() {
        String stat = "4711 (java) S 1 4711 4711 0 -1 4194560 11 22 33 44 150 50 7 3 20 0 40 0 12345 999 888";
        assertThat(ProcStat.parse(stat)).isEqualTo(Duration.ofMillis(2100));
    }

    @Test
    void commandNamesMayHoldSpacesAndParentheses() {
        String stat = "1 (a) b (c 1 2) R 1 1 1 0 -1 0 0 0 0 0 100 0 0 0 20 0 1 0 5 6 7";
        assertThat(ProcStat.parse(stat)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void otherTextIsRefused() {
        assertThatThrownBy(() -> ProcStat.parse("1 (x) S 1 2 3")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theMeterSeesTheTimeThatThisProcessBurns() {
        CpuMeter meter = new CpuMeter(Map.of());
        long until = System.nanoTime() + Duration.ofMillis(300).toNanos();
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(meter.used().get(CpuMeter.SELF)).isBetween(Duration.ofMillis(50), Duration.ofSeconds(10));
    }

    @Test
    void aProcessThatDoesNotRunIsNamed() {
        assertThatThrownBy(() -> new CpuMeter(Map.of("gateway", 0x7ffffff0L)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("gateway=2147483632");
    }
}
