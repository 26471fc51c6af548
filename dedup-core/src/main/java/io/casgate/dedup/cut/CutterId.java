package io.casgate.dedup.cut;

import io.casgate.dedup.DomainKey;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a cutter's algorithm and parameters for ever. Together with the domain's key it determines every cut.
 *
 * @param targetBytes the size around which most blocks lie: a power of two, 1 KiB to 16 KiB. As no block is longer
 *     than four times that, every block fits a pack.
 */
public record CutterId(Algorithm algorithm, int targetBytes) {
    public static final CutterId DEFAULT = new CutterId(Algorithm.FCDC1, 16 * 1024);

    private static final Pattern TEXT = Pattern.compile("([a-z0-9]+)/(\\d{4,5})");

    /** What a stored code means never changes; a code is never used again. */
    public enum Algorithm {
        /** {@link FastCdc} of the shape {@link FastCdc.Shape#around}. */
        FCDC1(1);

        private final int code;

        Algorithm(int code) {
            this.code = code;
        }

        /**
         * The algorithm that a stored code stands for.
         *
         * @throws IllegalArgumentException for a code that this program does not know
         */
        static Algorithm ofCode(int code) {
            for (Algorithm algorithm : values()) {
                if (algorithm.code == code) {
                    return algorithm;
                }
            }
            throw new IllegalArgumentException("Unknown cutter: " + code);
        }
    }

    public CutterId {
        if (targetBytes < 1024 || targetBytes > 16 * 1024 || Integer.bitCount(targetBytes) != 1) {
            throw new IllegalArgumentException("A target is a power of two, 1024 to 16384 bytes: " + targetBytes);
        }
    }

    /** The cutter itself, under a domain's key. */
    public Cutter cutter(DomainKey key) {
        return switch (algorithm) {
            case FCDC1 -> new FastCdc(FastCdc.Shape.around(targetBytes), key);
        };
    }

    /** One byte: the algorithm's code, 1 to 15, in the high half, the target's logarithm to base two in the low one. */
    public int toByte() {
        return algorithm.code << 4 | Integer.numberOfTrailingZeros(targetBytes);
    }

    /**
     * The cutter whose {@link #toByte} was stored.
     *
     * @throws IllegalArgumentException when no cutter that this program knows has that byte
     */
    public static CutterId ofByte(int value) {
        return new CutterId(Algorithm.ofCode(value >>> 4), 1 << (value & 0xF));
    }

    /**
     * The cutter that configuration names.
     *
     * @throws IllegalArgumentException unless {@code text} is what {@link #toString} returns for some cutter
     */
    public static CutterId parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a cutter, such as fcdc1/16384: " + text);
        }
        Algorithm algorithm = Algorithm.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
        return new CutterId(algorithm, Integer.parseInt(matcher.group(2)));
    }

    /** For configuration and logs: {@code fcdc1/16384}. */
    @Override
    public String toString() {
        return algorithm.name().toLowerCase(Locale.ROOT) + "/" + targetBytes;
    }
}
