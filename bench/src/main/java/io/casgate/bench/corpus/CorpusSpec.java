package io.casgate.bench.corpus;

import io.casgate.bench.data.SizeDistribution;

/**
 * What a tree looks like.
 *
 * @param totalBytes of all files before edits; the last file is cut to match
 * @param sizes of the files
 * @param compressibleShare of the content, {@code 0..1}
 * @param edits what a later generation of the same tree changed
 */
public record CorpusSpec(long seed, long totalBytes, SizeDistribution sizes, double compressibleShare, Edits edits) {
    /** File sizes as home directories have them: many small files, and most bytes in large ones. */
    public static final SizeDistribution HOME_DIRECTORY =
            SizeDistribution.parse("0:1,1-4k:35,4k-64k:35,64k-1m:20,1m-16m:8,16m-64m:1");

    /**
     * Small changes in some files. Editing a tree that was edited with the same seed and another generation starts again
     * from the original.
     *
     * @param share of the files that are edited, {@code 0..1}
     * @param insertedBytes put in somewhere in each of these
     * @param generation names this set of edits
     */
    public record Edits(double share, int insertedBytes, int generation) {
        public Edits {
            if (!(share >= 0 && share <= 1) || insertedBytes < 0) {
                throw new IllegalArgumentException("edits need a share within 0..1 and a positive size");
            }
        }

        public static Edits none() {
            return new Edits(0, 0, 0);
        }
    }

    public CorpusSpec {
        if (totalBytes < 0 || sizes.mean() < 1) {
            throw new IllegalArgumentException("a corpus needs files of one byte or more on average");
        }
    }

    /** A tree of this total size as home directories are, a third of it compressible. */
    public static CorpusSpec ofHomeDirectory(long seed, long totalBytes) {
        return new CorpusSpec(seed, totalBytes, HOME_DIRECTORY, 0.33, Edits.none());
    }

    /** The same tree with some edits. */
    public CorpusSpec with(Edits otherEdits) {
        return new CorpusSpec(seed, totalBytes, sizes, compressibleShare, otherEdits);
    }
}
