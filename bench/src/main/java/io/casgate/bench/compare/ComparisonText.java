package io.casgate.bench.compare;

import io.casgate.bench.measure.Outcome;
import io.casgate.bench.measure.OutcomeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** A comparison as a table for people and as a line of JSON for scripts. MB are 10^6 bytes. */
public final class ComparisonText {
    private final Comparison.Result result;

    public ComparisonText(Comparison.Result result) {
        this.result = result;
    }

    public String table() {
        StringBuilder table = new StringBuilder();
        table.append(String.format(
                Locale.ROOT, "%-10s %12s %8s %8s   %s%n", "phase", "median MB/s", "min", "max", "CPU ns per byte"));
        for (Phase phase : Phase.values()) {
            Series speed = speed(phase);
            table.append(String.format(
                    Locale.ROOT,
                    "%-10s %12.1f %8.1f %8.1f   %s%n",
                    phase.title(),
                    speed.median(),
                    speed.min(),
                    speed.max(),
                    cpuText(phase)));
        }
        ratios().forEach((name, ratio) -> table.append(String.format(
                Locale.ROOT, "%-26s %6.2f (%.2f to %.2f)%n", name, ratio.median(), ratio.min(), ratio.max())));
        return table.toString();
    }

    /** One line, with the given facts in front. */
    public String json(Map<String, ?> facts) {
        Map<String, Object> line = new LinkedHashMap<>(facts);
        for (Phase phase : Phase.values()) {
            line.put(phase.title() + " MB/s", speed(phase).values());
            line.put(phase.title() + " CPU ns per byte", cpu(phase));
        }
        ratios().forEach((name, ratio) -> line.put(name, ratio.median()));
        return OutcomeText.json(line);
    }

    /** Medians of the rounds' own ratios, by name. */
    private Map<String, Series> ratios() {
        Map<String, Series> ratios = new LinkedHashMap<>();
        ratios.put("put new / raw write", speed(Phase.PUT_NEW).dividedBy(speed(Phase.RAW_WRITE)));
        ratios.put("get / raw read", speed(Phase.GET).dividedBy(speed(Phase.RAW_READ)));
        ratios.put("put again / put new", speed(Phase.PUT_AGAIN).dividedBy(speed(Phase.PUT_NEW)));
        return ratios;
    }

    private Series speed(Phase phase) {
        return series(phase, Outcome::megabytesPerSecond);
    }

    private Map<String, Double> cpu(Phase phase) {
        Set<String> processes = outcomes(phase).getFirst().cpu().keySet();
        Map<String, Double> medians = new LinkedHashMap<>();
        for (String process : processes) {
            medians.put(
                    process,
                    series(phase, outcome -> nanosPerByte(outcome, process)).median());
        }
        return medians;
    }

    private String cpuText(Phase phase) {
        StringBuilder text = new StringBuilder();
        cpu(phase).forEach((process, nanos) -> text.append(String.format(Locale.ROOT, "%s %.2f  ", process, nanos)));
        return text.toString().strip();
    }

    private static double nanosPerByte(Outcome outcome, String process) {
        return Objects.requireNonNull(outcome.cpu().get(process)).toNanos() / (double) Math.max(1, outcome.bytes());
    }

    private Series series(Phase phase, ToDoubleFunction<Outcome> quantity) {
        return new Series(outcomes(phase).stream().mapToDouble(quantity).boxed().toList());
    }

    private List<Outcome> outcomes(Phase phase) {
        return Objects.requireNonNull(result.outcomes().get(phase));
    }
}
