package io.casgate.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Some seconds of mutated inputs, different ones in each run: a failure tells its input, made as short as it gets, as a
 * Java literal in ISO 8859-1.
 */
final class Campaign {
    private static final Duration BUDGET = Duration.ofSeconds(2);
    private static final Duration SHRINKING = Duration.ofSeconds(5);

    /** Of an input, as much as a log can bear. */
    private static final int SHOWN = 2000;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Found(byte[] input, Throwable failure) {}

    private final FuzzTarget target;
    private final List<byte[]> seeds;
    private final Mutator mutator;

    Campaign(FuzzTarget target) {
        this.target = target;
        this.seeds = target.seeds();
        this.mutator = new Mutator(new SplittableRandom(), seeds, target.words());
    }

    void run() {
        seeds.forEach(this::require);
        long start = System.nanoTime();
        while (System.nanoTime() - start < BUDGET.toNanos()) {
            require(mutator.next());
        }
    }

    private void require(byte[] input) {
        Throwable failure = failure(input);
        if (failure != null) {
            Found shortest = shorten(new Found(input, failure));
            throw new AssertionError(
                    "%d bytes: %s: %s".formatted(shortest.input.length, literal(shortest.input), shortest.failure),
                    shortest.failure);
        }
    }

    private @Nullable Throwable failure(byte[] input) {
        try {
            Trial.run(target, input.clone());
            return null;
        } catch (Exception | Error e) {
            return e;
        }
    }

    /** Takes out ever smaller pieces for as long as the same kind of failure is left. */
    private Found shorten(Found found) {
        long start = System.nanoTime();
        Found shortest = found;
        for (int piece = found.input.length / 2; piece > 0; piece /= 2) {
            for (int at = 0; at + piece <= shortest.input.length; ) {
                byte[] shorter = Splice.of(shortest.input, at, at + piece, new byte[0]);
                Throwable failure = failure(shorter);
                if (failure != null && failure.getClass() == found.failure.getClass()) {
                    shortest = new Found(shorter, failure);
                } else {
                    at += piece;
                }
                if (System.nanoTime() - start > SHRINKING.toNanos()) {
                    return shortest;
                }
            }
        }
        return shortest;
    }

    private static String literal(byte[] input) {
        StringBuilder literal = new StringBuilder("\"");
        for (char c : new String(input, 0, Math.min(SHOWN, input.length), StandardCharsets.ISO_8859_1).toCharArray()) {
            switch (c) {
                case '\r' -> literal.append("\\r");
                case '\n' -> literal.append("\\n");
                case '\t' -> literal.append("\\t");
                case '"', '\\' -> literal.append('\\').append(c);
                default -> literal.append(c >= ' ' && c < 0x7f ? c : "\\u%04x".formatted((int) c));
            }
        }
        return literal.append('"').toString();
    }
}
