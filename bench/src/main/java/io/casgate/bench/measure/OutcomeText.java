package io.casgate.bench.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Outcomes as a table for people and as a line of JSON for scripts. MB are 10^6 bytes, times milliseconds. */
public final class OutcomeText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OutcomeText() {}

    public static String table(Outcome outcome) {
        StringBuilder table = new StringBuilder();
        table.append(String.format(
                Locale.ROOT,
                "%-12s %9s %7s %10s %9s %9s %9s %9s %9s %9s%n",
                "operation",
                "count",
                "failed",
                "per s",
                "MB/s",
                "p50 ms",
                "p90",
                "p99",
                "p99.9",
                "max"));
        outcome.tallies().forEach((operation, tally) -> table.append(row(outcome, operation, tally)));
        outcome.cpu().forEach((process, used) -> table.append(cpuLine(outcome, process, used)));
        outcome.tallies()
                .forEach((operation, tally) -> tally.failures()
                        .forEach((reason, failures) -> table.append(String.format(
                                Locale.ROOT,
                                "%d x %s failed: %s (%s)%n",
                                failures.count(),
                                operation,
                                reason,
                                failures.example()))));
        return table.toString();
    }

    private static String row(Outcome outcome, String operation, Tally tally) {
        return String.format(
                Locale.ROOT,
                "%-12s %9d %7d %10.1f %9.1f %9.2f %9.2f %9.2f %9.2f %9.2f%n",
                operation,
                tally.successes(),
                tally.failed(),
                outcome.perSecond((double) tally.successes()),
                outcome.perSecond((double) tally.bytes()) / 1e6,
                tally.millis(50),
                tally.millis(90),
                tally.millis(99),
                tally.millis(99.9),
                tally.maxMillis());
    }

    private static String cpuLine(Outcome outcome, String process, Duration used) {
        double seconds = used.toMillis() / 1e3;
        return String.format(
                Locale.ROOT,
                "cpu %-12s %8.2f s, %5.2f cores, %7.2f ns per byte, %8.1f us per operation%n",
                process,
                seconds,
                outcome.perSecond(seconds),
                perUnit(seconds * 1e9, outcome.bytes()),
                perUnit(seconds * 1e6, outcome.successes()));
    }

    /** The same facts, with the given ones in front. */
    public static String json(Map<String, ?> facts, Outcome outcome) {
        Map<String, Object> line = new LinkedHashMap<>(facts);
        line.put("seconds", outcome.elapsed().toNanos() / 1e9);
        Map<String, Object> operations = new LinkedHashMap<>();
        outcome.tallies().forEach((operation, tally) -> operations.put(operation, numbers(outcome, tally)));
        line.put("operations", operations);
        Map<String, Object> cpu = new LinkedHashMap<>();
        outcome.cpu().forEach((process, used) -> cpu.put(process, used.toMillis() / 1e3));
        line.put("cpuSeconds", cpu);
        return json(line);
    }

    /** One line of JSON. */
    public static String json(Map<String, ?> facts) {
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON values: " + facts, e);
        }
    }

    private static Map<String, Object> numbers(Outcome outcome, Tally tally) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("count", tally.successes());
        numbers.put("failed", tally.failed());
        numbers.put("bytes", tally.bytes());
        numbers.put("perSecond", outcome.perSecond((double) tally.successes()));
        numbers.put("megabytesPerSecond", outcome.perSecond((double) tally.bytes()) / 1e6);
        numbers.put("p50ms", tally.millis(50));
        numbers.put("p90ms", tally.millis(90));
        numbers.put("p99ms", tally.millis(99));
        numbers.put("p999ms", tally.millis(99.9));
        numbers.put("maxms", tally.maxMillis());
        return numbers;
    }

    private static double perUnit(double amount, long units) {
        return units == 0 ? 0 : amount / units;
    }
}
