package io.casgate.bench.cutters;

/**
 * What a cutter made of some bytes.
 *
 * @param bytes that were cut
 * @param uniqueBytes of blocks that are not zeros only, each counted once
 * @param storedBytes the same compressed, with what a segment's header keeps of each block
 * @param nanos of CPU time, for finding the cuts alone
 */
public record Cuts(long blocks, long bytes, long uniqueBytes, long storedBytes, long nanos) {
    public static final Cuts NONE = new Cuts(0, 0, 0, 0, 0);

    public Cuts plus(Cuts other) {
        return new Cuts(
                blocks + other.blocks,
                bytes + other.bytes,
                uniqueBytes + other.uniqueBytes,
                storedBytes + other.storedBytes,
                nanos + other.nanos);
    }

    public double meanBytes() {
        return (double) bytes / Math.max(1, blocks);
    }

    /** The share of the bytes that need not be stored, {@code 0..1}. */
    public double saved() {
        return 1 - (double) uniqueBytes / Math.max(1, bytes);
    }

    /** The same after compression. */
    public double savedWithCompression() {
        return 1 - (double) storedBytes / Math.max(1, bytes);
    }

    /** 10^9 bytes per second of CPU time. */
    public double gigabytesPerSecond() {
        return (double) bytes / Math.max(1, nanos);
    }
}
