package io.casgate.bench.cutters;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Tables in Markdown of what cutters made of corpora. Used by one thread. */
public final class CutterTable {
    private static final String TOTAL = "all";

    private final Map<String, Map<Family, Map<Integer, Cuts>>> results = new LinkedHashMap<>();

    public CutterTable() {
        results.put(TOTAL, new TreeMap<>());
    }

    /** Adds what one family's cutter for one target made of one corpus. */
    public void add(String corpus, Family family, int target, Cuts cuts) {
        for (String name : List.of(corpus, TOTAL)) {
            results.computeIfAbsent(name, any -> new TreeMap<>())
                    .computeIfAbsent(family, any -> new TreeMap<>())
                    .merge(target, cuts, Cuts::plus);
        }
    }

    /** Each cutter over all corpora, as measured. */
    public String measured() {
        StringBuilder table = new StringBuilder("""
                | cutter | target | mean | saved by dedup | and by zstd | GB/s |
                |---|---|---|---|---|---|
                """);
        of(TOTAL)
                .forEach((family, curve) -> curve.forEach((target, cuts) -> table.append(String.format(
                        Locale.ROOT,
                        "| %s | %d KiB | %.0f | %.2f %% | %.2f %% | %.2f |%n",
                        name(family),
                        target / 1024,
                        cuts.meanBytes(),
                        100 * cuts.saved(),
                        100 * cuts.savedWithCompression(),
                        cuts.gigabytesPerSecond()))));
        return table.toString();
    }

    /**
     * For each corpus and target, a quantity of each family where its mean size is that of the first family's cutter for
     * the target: between measured means by the mean's logarithm, and nothing outside.
     *
     * @param targets of the first family
     */
    public String atEqualMean(List<Integer> targets, ToDoubleFunction<Cuts> quantity) {
        StringJoiner names = new StringJoiner(" | ", "| corpus | target | ", " |\n");
        List<Family> families = List.copyOf(of(TOTAL).keySet());
        families.forEach(family -> names.add(name(family)));
        StringBuilder table = new StringBuilder(names.toString());
        table.append("|---".repeat(2 + families.size())).append("|\n");
        results.forEach((corpus, curves) -> {
            for (int target : targets) {
                double mean = Objects.requireNonNull(
                                curve(curves, families.getFirst()).get(target))
                        .meanBytes();
                StringJoiner row = new StringJoiner(" | ", "| " + corpus + " | " + target / 1024 + " KiB | ", " |\n");
                families.forEach(family -> row.add(percent(at(curve(curves, family), mean, quantity))));
                table.append(row);
            }
        });
        return table.toString();
    }

    /** NaN outside the measured means. */
    static double at(Map<Integer, Cuts> curve, double mean, ToDoubleFunction<Cuts> quantity) {
        List<Cuts> points = curve.values().stream()
                .sorted(Comparator.comparingDouble(Cuts::meanBytes))
                .toList();
        for (int i = 0; i < points.size(); i++) {
            Cuts above = points.get(i);
            if (above.meanBytes() == mean) {
                return quantity.applyAsDouble(above);
            }
            Cuts below = points.get(Math.max(0, i - 1));
            if (below.meanBytes() < mean && above.meanBytes() > mean) {
                double way = Math.log(mean / below.meanBytes()) / Math.log(above.meanBytes() / below.meanBytes());
                return (1 - way) * quantity.applyAsDouble(below) + way * quantity.applyAsDouble(above);
            }
        }
        return Double.NaN;
    }

    private Map<Family, Map<Integer, Cuts>> of(String corpus) {
        return Objects.requireNonNull(results.get(corpus));
    }

    private static Map<Integer, Cuts> curve(Map<Family, Map<Integer, Cuts>> curves, Family family) {
        return Objects.requireNonNull(curves.get(family));
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private static String name(Family family) {
        return family.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
