package io.casgate.bench.data;

/** What share of the data was there before, and in what pieces it comes back. */
public sealed interface Duplication {
    /** Every byte is new. */
    record None() implements Duplication {}

    /**
     * Whole objects come back under other keys.
     *
     * @param share of the objects, {@code 0..1}; with 1 all are copies of the first
     */
    record Objects(double share) implements Duplication {
        public Objects {
            requireShare(share);
        }
    }

    /**
     * Runs of bytes come back inside other objects, at multiples of the run's length. A run that begins and ends
     * inside content-defined blocks cannot be found to its last byte: about one block is lost per run.
     *
     * @param share of the runs, {@code 0..1}
     * @param bytes length of a run, a positive multiple of 8
     */
    record Runs(double share, int bytes) implements Duplication {
        public Runs {
            requireShare(share);
            if (bytes <= 0 || bytes % Long.BYTES != 0) {
                throw new IllegalArgumentException("a run must be a positive multiple of 8 bytes: " + bytes);
            }
        }
    }

    private static void requireShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share of duplicates must be within 0..1: " + share);
        }
    }
}
