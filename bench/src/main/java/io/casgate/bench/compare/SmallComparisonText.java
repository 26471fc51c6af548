package io.casgate.bench.compare;

import io.casgate.bench.compare.SmallComparison.Phase;
import io.casgate.bench.measure.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** What a {@link SmallComparison} measured as a table: medians of the rounds, and of the rounds' own ratios. */
public final class SmallComparisonText {
    private final Map<Phase, List<Outcome>> outcomes;

    /** @param outcomes of each phase, in the order of the rounds */
    public SmallComparisonText(Map<Phase, List<Outcome>> outcomes) {
        this.outcomes = Map.copyOf(outcomes);
    }

    public String table() {
        StringBuilder table = new StringBuilder();
        table.append(String.format(
                Locale.ROOT,
                "%-6s %12s %8s %8s   %s%n",
                "phase",
                "median per s",
                "min",
                "max",
                "CPU us per operation"));
        for (Phase phase : Phase.values()) {
            Series rate = rate(phase);
            table.append(String.format(
                    Locale.ROOT,
                    "%-6s %12.0f %8.0f %8.0f  %s%n",
                    phase.name().toLowerCase(Locale.ROOT),
                    rate.median(),
                    rate.min(),
                    rate.max(),
                    cpu(phase)));
        }
        appendRatio(table, "put / swap", Phase.PUT, Phase.SWAP);
        appendRatio(table, "get / read", Phase.GET, Phase.READ);
        return table.toString();
    }

    private void appendRatio(StringBuilder table, String name, Phase part, Phase whole) {
        Series ratio = rate(part).dividedBy(rate(whole));
        table.append(String.format(
                Locale.ROOT, "%-12s %6.2f (%.2f to %.2f)%n", name, ratio.median(), ratio.min(), ratio.max()));
    }

    private Series rate(Phase phase) {
        return series(phase, outcome -> outcome.perSecond((double) outcome.successes()));
    }

    private String cpu(Phase phase) {
        StringBuilder text = new StringBuilder();
        for (String process : of(phase).getFirst().cpu().keySet()) {
            Series micros = series(phase, outcome -> microsPerOperation(outcome, process));
            text.append(String.format(Locale.ROOT, " %s %.0f ", process, micros.median()));
        }
        return text.toString().stripTrailing();
    }

    private static double microsPerOperation(Outcome outcome, String process) {
        double nanos =
                (double) Objects.requireNonNull(outcome.cpu().get(process)).toNanos();
        return nanos / 1e3 / Math.max(1, outcome.successes());
    }

    private Series series(Phase phase, ToDoubleFunction<Outcome> quantity) {
        return new Series(of(phase).stream().mapToDouble(quantity).boxed().toList());
    }

    private List<Outcome> of(Phase phase) {
        return Objects.requireNonNull(outcomes.get(phase));
    }
}
