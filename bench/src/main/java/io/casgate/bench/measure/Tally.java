package io.casgate.bench.measure;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Latencies, bytes and failures of one kind of operation. For one thread; {@link #add} merges at the end. */
public final class Tally {
    private static final long HIGHEST_MICROS = 3_600_000_000L;
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Histogram micros = new Histogram(HIGHEST_MICROS, SIGNIFICANT_DIGITS);
    private final Map<String, Failures> failures = new TreeMap<>();
    private long bytes;

    /**
     * Failures for one reason.
     *
     * @param example the first one's detail
     */
    public record Failures(long count, String example) {
        private Failures plus(Failures other) {
            return new Failures(count + other.count, example);
        }
    }

    public void success(long latencyNanos, long payloadBytes) {
        micros.recordValue(Math.clamp((latencyNanos + 500) / 1000, 0, HIGHEST_MICROS));
        bytes += payloadBytes;
    }

    public void failure(String reason, String detail) {
        failures.merge(reason, new Failures(1, detail), Failures::plus);
    }

    public void add(Tally other) {
        micros.add(other.micros);
        bytes += other.bytes;
        other.failures.forEach((reason, failed) -> failures.merge(reason, failed, Failures::plus));
    }

    public long successes() {
        return micros.getTotalCount();
    }

    public long bytes() {
        return bytes;
    }

    /** By reason. */
    public Map<String, Failures> failures() {
        return Map.copyOf(failures);
    }

    public long failed() {
        return failures.values().stream().mapToLong(Failures::count).sum();
    }

    /** The latency that {@code percentile} percent of the successes did not exceed; 0 when there are none. */
    public double millis(double percentile) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percentile) / 1000.0;
    }

    public double maxMillis() {
        return micros.getMaxValue() / 1000.0;
    }
}
