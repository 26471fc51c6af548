package io.casgate.bench.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * The values of one quantity, one per round.
 *
 * @param values at least one
 */
public record Series(List<Double> values) {
    public Series {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a series needs a value");
        }
    }

    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double min() {
        return values.stream().min(Double::compare).orElseThrow();
    }

    public double max() {
        return values.stream().max(Double::compare).orElseThrow();
    }

    /** Round by round, so that what slows a whole round down cancels out. */
    public Series dividedBy(Series other) {
        if (other.values.size() != values.size()) {
            throw new IllegalArgumentException("series of different lengths");
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            ratios.add(values.get(i) / other.values.get(i));
        }
        return new Series(ratios);
    }
}
