package io.casgate.dedup;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Bytes that are the same in every run and in every language. */
public final class SampleBytes {
    /** The key of the golden vectors: bytes 0 to 31. */
    public static final DomainKey KEY = DomainKey.of(counting(DomainKey.BYTES));

    private SampleBytes() {}

    /** 0, 1, 2 and so on. */
    public static byte[] counting(int length) {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; at++) {
            bytes[at] = (byte) at;
        }
        return bytes;
    }

    /** The little-endian output of SplitMix64. */
    public static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        long state = seed;
        long word = 0;
        for (int at = 0; at < length; at++) {
            if (at % 8 == 0) {
                state += 0x9E3779B97F4A7C15L;
                word = mix(state);
            }
            bytes[at] = (byte) (word >>> (at % 8 * 8));
        }
        return bytes;
    }

    private static long mix(long state) {
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Numbered lines of text. */
    public static byte[] text(int length) {
        String lines = IntStream.range(0, length / 30)
                .mapToObj(i -> "line " + i + " of a text that repeats itself\n")
                .collect(Collectors.joining());
        return Arrays.copyOf(lines.getBytes(StandardCharsets.US_ASCII), length);
    }
}
