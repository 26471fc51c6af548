package io.casgate.bench.load;

import io.casgate.bench.data.Dataset;
import io.casgate.bench.data.SplitMix64;
import io.casgate.bench.measure.Bounds;
import io.casgate.bench.measure.Pacing;
import io.casgate.bench.s3.Verification;

/**
 * Everything that decides which requests a run sends.
 *
 * @param keyPrefix of all keys; runs with one seed under two prefixes store the same bytes twice
 * @param present how many objects of the dataset, from number 0 on, are stored under the prefix before the run
 * @param workers how many requests are in flight at most
 */
public record LoadPlan(
        String bucket,
        String keyPrefix,
        Dataset dataset,
        Mix mix,
        Verification verification,
        int present,
        int workers,
        Pacing pacing,
        Bounds bounds) {
    /** Keys share a directory in such numbers. */
    static final int KEYS_PER_DIRECTORY = 1000;

    public LoadPlan {
        if (workers < 1 || present < 0) {
            throw new IllegalArgumentException("a load needs at least one worker");
        }
        boolean storesNothing = !mix.includes(Operation.PUT);
        if (storesNothing && present < workers && !mix.equals(Mix.only(Operation.LIST))) {
            throw new IllegalArgumentException("each of the " + workers
                    + " workers needs a stored object of its own, and there are " + present
                    + " (see --objects and --prepare)");
        }
    }

    String key(long number) {
        return directory(number / KEYS_PER_DIRECTORY) + "%09d".formatted(number);
    }

    /** The prefix of a listing chosen by a random word. */
    String directoryOf(long word, int stored) {
        return directory(SplitMix64.below(word, Math.max(1, stored / KEYS_PER_DIRECTORY)));
    }

    private String directory(long index) {
        return keyPrefix + "%06d/".formatted(index);
    }

    /** Stores, as fast as it can, what this plan needs to be there; only when that is anything. */
    public LoadPlan preparation() {
        return new LoadPlan(
                bucket,
                keyPrefix,
                dataset,
                Mix.only(Operation.PUT),
                verification,
                0,
                workers,
                new Pacing.ClosedLoop(),
                Bounds.ofCount(present));
    }
}
