package io.casgate.auth.policy;

import java.util.Arrays;

/** A pattern of literal characters, any single character, and any number of characters. Immutable. */
final class Wildcards {
    private static final int ONE = -1;
    private static final int MANY = -2;

    /** Characters, ONE or MANY. */
    private final int[] tokens;

    private Wildcards(int[] tokens) {
        this.tokens = tokens;
    }

    /** {@code *} for any number of characters, {@code ?} for one. */
    static Wildcards of(String pattern) {
        return new Builder().pattern(pattern).build();
    }

    /**
     * In a time of at most the product of the lengths: when the text does not fit, only what the last MANY stands for
     * is tried again, one character longer.
     */
    boolean matches(String text) {
        int token = 0;
        int at = 0;
        int lastMany = -1;
        int retryAt = 0;
        while (at < text.length()) {
            if (token < tokens.length && tokens[token] == MANY) {
                lastMany = token++;
                retryAt = at;
            } else if (token < tokens.length && (tokens[token] == ONE || tokens[token] == text.charAt(at))) {
                token++;
                at++;
            } else if (lastMany >= 0) {
                token = lastMany + 1;
                at = ++retryAt;
            } else {
                return false;
            }
        }
        while (token < tokens.length && tokens[token] == MANY) {
            token++;
        }
        return token == tokens.length;
    }

    /** Whether some text that begins so matches. */
    boolean canMatchAfter(String prefix) {
        boolean[] reached = new boolean[tokens.length + 1];
        reached[0] = true;
        for (int at = 0; at < prefix.length(); at++) {
            reached = step(reached, prefix.charAt(at));
        }
        for (boolean state : reached) {
            if (state) {
                return true;
            }
        }
        return false;
    }

    private boolean[] step(boolean[] reached, char c) {
        boolean[] next = new boolean[reached.length];
        for (int state = 0; state < tokens.length; state++) {
            if (!reached[state]) {
                continue;
            }
            if (tokens[state] == MANY) {
                next[state] = true;
                reached[state + 1] = true;
            } else if (tokens[state] == ONE || tokens[state] == c) {
                next[state + 1] = true;
            }
        }
        return next;
    }

    static final class Builder {
        private int[] tokens = new int[64];
        private int length;

        Builder literal(String text) {
            text.chars().forEach(this::add);
            return this;
        }

        Builder pattern(String text) {
            text.chars().forEach(c -> add(c == '*' ? MANY : c == '?' ? ONE : c));
            return this;
        }

        private void add(int token) {
            if (length == tokens.length) {
                tokens = Arrays.copyOf(tokens, 2 * length);
            }
            tokens[length++] = token;
        }

        Wildcards build() {
            return new Wildcards(Arrays.copyOf(tokens, length));
        }
    }
}
