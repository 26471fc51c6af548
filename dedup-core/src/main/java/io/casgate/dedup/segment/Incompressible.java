package io.casgate.dedup.segment;

/**
 * A quick guess whether bytes are compressed or encrypted already. It counts the byte values in a few samples: where all
 * values are about as frequent, the squares of their counts add up to little more than in random data. A thirtieth of
 * zstd's time or less; wrong only for data whose redundancy is long repeats of random bytes, which dedup finds anyway.
 */
final class Incompressible {
    private static final int SAMPLES = 8;
    private static final int SAMPLE_BYTES = 512;

    private Incompressible() {}

    static boolean looksSo(byte[] bytes, int offset, int length) {
        if (length < SAMPLES * SAMPLE_BYTES) {
            return false;
        }
        int[] counts = new int[256];
        int stride = (length - SAMPLE_BYTES) / (SAMPLES - 1);
        for (int sample = 0; sample < SAMPLES; sample++) {
            int start = offset + sample * stride;
            for (int at = start; at < start + SAMPLE_BYTES; at++) {
                counts[bytes[at] & 0xFF]++;
            }
        }
        long squares = 0;
        for (int count : counts) {
            squares += (long) count * count;
        }
        return squares <= LIMIT;
    }

    /** Random data has n + n(n-1)/256 on average, with a deviation of 1 %; text and machine code have twice that and more. */
    private static final long LIMIT = limit(SAMPLES * SAMPLE_BYTES);

    private static long limit(long n) {
        return (n + n * (n - 1) / 256) * 115 / 100;
    }
}
