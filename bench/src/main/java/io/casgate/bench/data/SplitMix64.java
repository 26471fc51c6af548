package io.casgate.bench.data;

/**
 * The SplitMix64 generator used by position instead of in sequence: word {@code i} of a stream is
 * {@code mix(key + i * GAMMA)}, so any word can be had without those before it.
 *
 * <p>Source: G. L. Steele, D. Lea, C. H. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014, with the
 * constants of D. Stafford's variant 13.
 */
public final class SplitMix64 {
    /** The odd integer closest to 2^64 divided by the golden ratio: the step between neighbouring words. */
    public static final long GAMMA = 0x9E3779B97F4A7C15L;

    private SplitMix64() {}

    /** A bijection of 64-bit words whose output looks random. */
    public static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A random-looking word for the ordered pair. */
    public static long mix(long a, long b) {
        return mix(mix(a) + GAMMA * (b + 1));
    }

    /** A random-looking word for the ordered triple. */
    public static long mix(long a, long b, long c) {
        return mix(mix(a, b), c);
    }

    /** Maps a random word to {@code [0, 1)}, uniformly. */
    public static double unit(long word) {
        return (word >>> 11) * 0x1.0p-53;
    }

    /** Maps a random word to {@code [0, bound)}; the bias is below {@code bound / 2^63}. */
    public static long below(long word, long bound) {
        return (word >>> 1) % bound;
    }
}
