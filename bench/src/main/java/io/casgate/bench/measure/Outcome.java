package io.casgate.bench.measure;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a run.
 *
 * @param tallies by operation
 * @param elapsed wall time of the counted part
 * @param cpu used in the counted part, by process name
 */
public record Outcome(Map<String, Tally> tallies, Duration elapsed, Map<String, Duration> cpu) {
    public Outcome {
        tallies = new TreeMap<>(tallies);
    }

    /** What came of one operation; nothing when it was never sent. */
    public Tally tally(String operation) {
        return tallies.getOrDefault(operation, new Tally());
    }

    /** Operations that did not succeed. */
    public long failed() {
        return tallies.values().stream().mapToLong(Tally::failed).sum();
    }

    public long bytes() {
        return tallies.values().stream().mapToLong(Tally::bytes).sum();
    }

    public long successes() {
        return tallies.values().stream().mapToLong(Tally::successes).sum();
    }

    /** Payload of all operations together, in units of 10^6 bytes per second. */
    public double megabytesPerSecond() {
        return perSecond((double) bytes()) / 1e6;
    }

    /** The rate of something of which the whole counted part had this amount. */
    public double perSecond(double amount) {
        return elapsed.isZero() ? 0 : amount / (elapsed.toNanos() / 1e9);
    }
}
