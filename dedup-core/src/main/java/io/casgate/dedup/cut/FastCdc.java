package io.casgate.dedup.cut;

import io.casgate.dedup.DomainKey;
import java.util.Arrays;
import java.util.Objects;

/**
 * FastCDC (Xia et al., USENIX ATC 2016; two bytes a step as in IEEE TPDS 31/9, 2020) with normalisation level 2: blocks
 * of a quarter of the target to four times the target. A cut is where the bits of a gear hash from bit 62 down are zero:
 * up to the target two bits more than its logarithm must be (cuts are rarer), beyond it two fewer. Bit 63 is left out
 * because the first half of a step computes twice the hash and loses it.
 *
 * <p>Unlike the paper's, the hash is warmed with the 64 bytes before the minimum. It depends on the last 64 bytes and no
 * others, so that a cut does too: the same bytes have the same cut points after any insertion before them.
 */
final class FastCdc implements Cutter {
    /** A byte has left the 64-bit hash after this many steps. */
    private static final int WINDOW = Long.SIZE;

    private static final int NORMALISATION = 2;

    private final CutterId id;
    private final int target;
    private final long maskBelowTarget;
    private final long maskAboveTarget;
    private final long[] gear;
    private final long[] twiceGear;

    FastCdc(CutterId id, DomainKey key) {
        this.id = id;
        target = id.targetBytes();
        int bits = Integer.numberOfTrailingZeros(target);
        maskBelowTarget = mask(bits + NORMALISATION);
        maskAboveTarget = mask(bits - NORMALISATION);
        gear = GearTable.of(key);
        twiceGear = Arrays.stream(gear).map(value -> value << 1).toArray();
    }

    /** {@code bits} ones from bit 62 down. */
    private static long mask(int bits) {
        return ((1L << bits) - 1) << (Long.SIZE - 1 - bits);
    }

    @Override
    public CutterId id() {
        return id;
    }

    @Override
    public int minBytes() {
        return target / 4;
    }

    @Override
    public int maxBytes() {
        return target * 4;
    }

    @Override
    public int cut(byte[] buffer, int from, int to) {
        Objects.checkFromToIndex(from, to, buffer.length);
        if (from == to) {
            throw new IndexOutOfBoundsException("No bytes to cut at " + from);
        }
        if (to - from <= minBytes()) {
            return to;
        }
        int limit = from + Math.min(to - from, maxBytes());
        int centre = Math.min(from + target, limit);
        int cut = scan(buffer, from + minBytes(), centre, maskBelowTarget);
        return cut < centre ? cut : scan(buffer, centre, limit, maskAboveTarget);
    }

    /** The first index, {@code from} to before {@code to}, where the hash of the bytes before it has no bit of the mask. */
    private int scan(byte[] buffer, int from, int to, long mask) {
        long[] one = gear;
        long[] two = twiceGear;
        if (one.length != GearTable.SIZE || two.length != GearTable.SIZE) {
            throw new IllegalStateException("The compiler drops bounds checks where it knows the length");
        }
        long hash = 0;
        for (int i = from - WINDOW; i < from - 1; i++) {
            hash = (hash << 1) + one[buffer[i] & 0xFF];
        }
        long twiceMask = mask << 1;
        int last = to - 2;
        int i = from - 1;
        for (; i < last; i += 2) {
            hash = (hash << 2) + two[buffer[i] & 0xFF];
            if ((hash & twiceMask) == 0) {
                return i + 1;
            }
            hash += one[buffer[i + 1] & 0xFF];
            if ((hash & mask) == 0) {
                return i + 2;
            }
        }
        if (i == last && (((hash << 1) + one[buffer[i] & 0xFF]) & mask) == 0) {
            return i + 1;
        }
        return to;
    }
}
