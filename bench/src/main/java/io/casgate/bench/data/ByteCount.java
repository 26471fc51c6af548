package io.casgate.bench.data;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes byte counts the way people type them; all units are powers of 1024. */
public final class ByteCount {
    private static final Pattern FORM = Pattern.compile("(\\d+)\\s*([kmgt]?)(?:i?b)?", Pattern.CASE_INSENSITIVE);
    private static final String UNITS = " kmgt";

    private ByteCount() {}

    /**
     * Parses {@code 4096}, {@code 64k}, {@code 4MiB} or {@code 1g}.
     *
     * @throws IllegalArgumentException for anything else, or a count beyond 2^63 - 1
     */
    public static long parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a byte count: '" + text + "' (examples: 4096, 64k, 4MiB, 1g)");
        }
        String unit = matcher.group(2).toLowerCase(Locale.ROOT);
        int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit);
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * power));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("byte count out of range: '" + text + "'", e);
        }
    }
}
