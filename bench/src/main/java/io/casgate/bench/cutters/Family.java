package io.casgate.bench.cutters;

import io.casgate.dedup.DomainKey;
import io.casgate.dedup.cut.Cutter;
import io.casgate.dedup.cut.FastCdc;

/** A way of cutting, of which there is a cutter for each target that is a power of two. */
public enum Family {
    /** {@link FastCdc} as Casgate stores it. */
    FASTCDC {
        @Override
        public Cutter cutter(int target) {
            return new FastCdc(FastCdc.Shape.around(target), KEY);
        }
    },
    /** The gear hash with the sizes that Hugging Face's Xet uses: an eighth of the target to twice the target. */
    XET {
        @Override
        public Cutter cutter(int target) {
            return new FastCdc(new FastCdc.Shape(target / 8, target, target * 2, 0), KEY);
        }
    },
    /** {@link MinCdc}. */
    MINCDC {
        @Override
        public Cutter cutter(int target) {
            return new MinCdc(target);
        }
    },
    /** {@link SeqCdc}. */
    SEQCDC {
        @Override
        public Cutter cutter(int target) {
            return new SeqCdc(target);
        }
    };

    private static final DomainKey KEY = DomainKey.of(new byte[DomainKey.BYTES]);

    /**
     * The family's cutter.
     *
     * @param target in bytes, a power of two from 1 KiB
     */
    public abstract Cutter cutter(int target);
}
