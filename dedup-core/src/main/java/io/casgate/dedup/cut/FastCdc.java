package io.casgate.dedup.cut;

import io.casgate.dedup.DomainKey;
import java.util.Objects;

/**
 * FastCDC (Xia et al., USENIX ATC 2016). A cut is where the bits of a gear hash from bit 62 down are zero: up to the
 * target {@link Shape#normalisation} bits more than its logarithm must be (cuts are rarer), beyond it so many fewer.
 *
 * <p>Unlike the paper's, the hash is warmed with the 64 bytes before the minimum. It depends on the last 64 bytes and no
 * others, so that a cut does too: the same bytes have the same cut points after any insertion before them.
 */
public final class FastCdc implements Cutter {
    private final Shape shape;
    private final long maskBelowTarget;
    private final long maskAboveTarget;
    private final GearScan gear;

    /** Cutters of one shape and one key cut alike. */
    public FastCdc(Shape shape, DomainKey key) {
        this.shape = shape;
        int bits = Integer.numberOfTrailingZeros(shape.target);
        maskBelowTarget = mask(bits + shape.normalisation);
        maskAboveTarget = mask(bits - shape.normalisation);
        gear = GearScan.over(GearTable.of(key));
    }

    /**
     * How long blocks are, in bytes.
     *
     * @param min at least 64
     * @param target a power of two, from {@code min} to {@code max}
     * @param normalisation how closely sizes lie around the target: 0, when they fall off exponentially, to 4
     */
    public record Shape(int min, int target, int max, int normalisation) {
        public Shape {
            if (min < GearScan.WINDOW || target < min || max < target || Integer.bitCount(target) != 1) {
                throw new IllegalArgumentException("No block sizes: " + min + ", " + target + ", " + max);
            }
            Objects.checkIndex(normalisation, 5);
        }

        /** What dedups best: a quarter of the target to four times the target, at normalisation level 2. */
        public static Shape around(int target) {
            return new Shape(target / 4, target, target * 4, 2);
        }
    }

    /** {@code bits} ones from bit 62 down. */
    private static long mask(int bits) {
        return ((1L << bits) - 1) << (Long.SIZE - 1 - bits);
    }

    @Override
    public int minBytes() {
        return shape.min;
    }

    @Override
    public int maxBytes() {
        return shape.max;
    }

    @Override
    public int cut(byte[] buffer, int from, int to) {
        Objects.checkFromToIndex(from, to, buffer.length);
        if (from == to) {
            throw new IndexOutOfBoundsException("No bytes to cut at " + from);
        }
        if (to - from <= shape.min) {
            return to;
        }
        int limit = from + Math.min(to - from, shape.max);
        int centre = Math.min(from + shape.target, limit);
        int cut = gear.scan(buffer, from + shape.min, centre, maskBelowTarget);
        return cut < centre ? cut : gear.scan(buffer, centre, limit, maskAboveTarget);
    }
}
