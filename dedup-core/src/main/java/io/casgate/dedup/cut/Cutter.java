package io.casgate.dedup.cut;

/**
 * Decides where a body is cut into blocks. The decision depends on the block's own bytes alone, so that it is the same
 * however the body arrives, and equal bytes are cut equally wherever they are. Stateless, allocates nothing, safe for
 * use by any number of threads.
 *
 * <p>Cut points are a stored format: what a {@link CutterId} names must cut the same way for ever.
 */
public interface Cutter {
    /** No block is shorter, in bytes, but a body's last. */
    int minBytes();

    /** No block is longer, in bytes. */
    int maxBytes();

    /**
     * Where the block ends that begins at {@code from}: an index greater than {@code from}, at most {@code to}. The
     * caller offers at least {@link #maxBytes()} bytes, fewer only when the body ends at {@code to}.
     *
     * @throws IndexOutOfBoundsException when the range is empty or does not lie in {@code buffer}
     */
    int cut(byte[] buffer, int from, int to);
}
