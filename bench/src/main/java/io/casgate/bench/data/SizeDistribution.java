package io.casgate.bench.data;

import java.util.ArrayList;
import java.util.List;

/**
 * How large objects are: a weighted choice of ranges, log-uniform within a range.
 *
 * <p>Written as {@code 1m}, {@code 4k-4m}, or {@code 4k:50,64k-1m:45,16m:5} with weights after the colons.
 *
 * @param ranges at least one
 */
public record SizeDistribution(List<Range> ranges) {
    /**
     * Sizes from {@code low} to {@code high} bytes, both inclusive, chosen with the given weight.
     */
    public record Range(long low, long high, int weight) {
        public Range {
            if (low < 0 || high < low || weight < 1) {
                throw new IllegalArgumentException("a size range needs 0 <= low <= high and a weight of 1 or more: "
                        + low + "-" + high + ":" + weight);
            }
        }

        private long at(double position) {
            double logLow = Math.log(low + 1.0);
            double logHigh = Math.log(high + 1.0);
            return Math.clamp(Math.round(Math.exp(logLow + position * (logHigh - logLow))) - 1, low, high);
        }

        private double mean() {
            if (low == high) {
                return low;
            }
            double logWidth = Math.log(high + 1.0) - Math.log(low + 1.0);
            return (high - low) / logWidth - 1;
        }
    }

    public SizeDistribution {
        ranges = List.copyOf(ranges);
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("a size distribution needs at least one range");
        }
    }

    public static SizeDistribution fixed(long bytes) {
        return new SizeDistribution(List.of(new Range(bytes, bytes, 1)));
    }

    /**
     * Reads the form given above.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    public static SizeDistribution parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            ranges.add(parseRange(part));
        }
        return new SizeDistribution(ranges);
    }

    private static Range parseRange(String part) {
        int colon = part.indexOf(':');
        int weight = colon < 0 ? 1 : Integer.parseInt(part.substring(colon + 1).strip());
        String range = colon < 0 ? part : part.substring(0, colon);
        int dash = range.indexOf('-');
        long low = ByteCount.parse(dash < 0 ? range : range.substring(0, dash));
        long high = dash < 0 ? low : ByteCount.parse(range.substring(dash + 1));
        return new Range(low, high, weight);
    }

    /** The size chosen by a random word: equal words give equal sizes. */
    public long size(long word) {
        long ticket = SplitMix64.below(word, totalWeight());
        for (Range range : ranges) {
            ticket -= range.weight();
            if (ticket < 0) {
                return range.at(SplitMix64.unit(SplitMix64.mix(word)));
            }
        }
        throw new AssertionError("a ticket is below the total weight");
    }

    /** The mean size in bytes. */
    public double mean() {
        return ranges.stream()
                        .mapToDouble(range -> range.mean() * range.weight())
                        .sum()
                / totalWeight();
    }

    private long totalWeight() {
        return ranges.stream().mapToLong(Range::weight).sum();
    }
}
