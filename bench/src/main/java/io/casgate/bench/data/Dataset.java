package io.casgate.bench.data;

import java.nio.ByteBuffer;

/**
 * An endless numbered sequence of objects whose sizes and bytes follow from the seed: the reader of an object can check
 * it without having kept it, and two runs with one seed send the same bytes. Safe for use by many threads.
 *
 * <p>An object or run that is a duplicate copies one of lower number; the choice is uniform and follows the copies back
 * to an original.
 *
 * @param seed different seeds share no bytes
 * @param compressibleShare see {@link Noise}
 */
public record Dataset(long seed, SizeDistribution sizes, Duplication duplication, double compressibleShare) {
    private static final long SIZE = 1;
    private static final long CONTENT = 2;
    private static final long IS_COPY = 3;
    private static final long COPY_OF = 4;
    private static final long RUN_OF = 5;

    /** New incompressible data, all objects of one size. */
    public static Dataset ofNewData(long seed, long objectBytes) {
        return new Dataset(seed, SizeDistribution.fixed(objectBytes), new Duplication.None(), 0);
    }

    /** Object number {@code n}, from 0. */
    public Content object(long n) {
        return switch (duplication) {
            case Duplication.None none -> new Content.Plain(size(n), noise(n, 0));
            case Duplication.Objects objects -> {
                long origin = originOfObject(n, objects.share());
                yield new Content.Plain(size(origin), noise(origin, 0));
            }
            case Duplication.Runs runs -> new Content.InRuns(size(n), runs.bytes(), run -> originOfRun(n, run, runs));
        };
    }

    private long size(long n) {
        return sizes.size(SplitMix64.mix(seed, SIZE, n));
    }

    private Noise noise(long n, long run) {
        return new Noise(SplitMix64.mix(SplitMix64.mix(seed, CONTENT, n), run), compressibleShare);
    }

    private long originOfObject(long n, double share) {
        long origin = n;
        while (origin > 0 && chance(SplitMix64.mix(seed, IS_COPY, origin), share)) {
            origin = SplitMix64.below(SplitMix64.mix(seed, COPY_OF, origin), origin);
        }
        return origin;
    }

    private Noise originOfRun(long n, long run, Duplication.Runs runs) {
        long object = n;
        long index = run;
        while (object > 0 && chance(SplitMix64.mix(SplitMix64.mix(seed, IS_COPY, object), index), runs.share())) {
            long place = SplitMix64.mix(SplitMix64.mix(seed, COPY_OF, object), index);
            long source = SplitMix64.below(place, object);
            long wholeRuns = size(source) / runs.bytes();
            if (wholeRuns == 0) {
                break;
            }
            index = SplitMix64.below(SplitMix64.mix(place, RUN_OF), wholeRuns);
            object = source;
        }
        return noise(object, index);
    }

    private static boolean chance(long word, double share) {
        return SplitMix64.unit(word) < share;
    }

    /** One object's bytes. */
    public sealed interface Content {
        long size();

        /**
         * Fills the buffer's remaining bytes from {@code offset} on and moves its position to its limit.
         *
         * @param offset a multiple of 8; offset and remaining bytes stay within {@link #size()}
         */
        void fill(ByteBuffer out, long offset);

        /** All bytes from one stream. */
        record Plain(long size, Noise noise) implements Content {
            @Override
            public void fill(ByteBuffer out, long offset) {
                noise.fill(out, offset);
            }
        }

        /** A stream of its own for each run. */
        record InRuns(long size, int runBytes, RunSource source) implements Content {
            @Override
            public void fill(ByteBuffer out, long offset) {
                int limit = out.limit();
                long position = offset;
                while (out.position() < limit) {
                    int within = (int) (position % runBytes);
                    int length = Math.min(limit - out.position(), runBytes - within);
                    out.limit(out.position() + length);
                    source.noise(position / runBytes).fill(out, within);
                    position += length;
                }
                out.limit(limit);
            }
        }

        /** Finds the stream of a run. */
        @FunctionalInterface
        interface RunSource {
            Noise noise(long run);
        }
    }
}
