package io.casgate.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes inputs that are almost right, out of ones that are. Not thread-safe. */
public final class Mutator {
    private static final int MAX_BYTES = 64 * 1024;

    /** What parsers stumble over: ends, signs, separators, escapes, bytes beyond ASCII, numbers at a limit. */
    private static final List<byte[]> NUISANCES = List.of(
            bytes("\0"),
            bytes("\r"),
            bytes("\n"),
            bytes("\r\n"),
            bytes("\r\n\r\n"),
            bytes("\t"),
            bytes(" "),
            bytes("\u007f"),
            bytes("\u0080"),
            bytes("\u00ff"),
            bytes("\u00c3\u00a9"),
            bytes("\u00f0\u009f\u0098\u0080"),
            bytes("\u00ed\u00a0\u0080"),
            bytes("%"),
            bytes("%00"),
            bytes("%2F"),
            bytes("+"),
            bytes("-"),
            bytes("'"),
            bytes("\""),
            bytes("\\"),
            bytes(":"),
            bytes(";"),
            bytes(","),
            bytes("&"),
            bytes("="),
            bytes("*"),
            bytes("../"),
            bytes("0"),
            bytes("-1"),
            bytes("1e9"),
            bytes("2147483647"),
            bytes("2147483648"),
            bytes("9223372036854775807"),
            bytes("9223372036854775808"),
            bytes("18446744073709551616"));

    private final RandomGenerator random;
    private final List<byte[]> seeds;
    private final List<byte[]> words;

    public Mutator(RandomGenerator random, List<byte[]> seeds, List<String> words) {
        this.random = random;
        this.seeds = List.copyOf(seeds);
        this.words =
                words.isEmpty() ? NUISANCES : words.stream().map(Mutator::bytes).toList();
    }

    /** A seed after one mutation or a few. */
    public byte[] next() {
        byte[] input = pick(seeds);
        int mutations = 1 << random.nextInt(4);
        for (int i = 0; i < mutations; i++) {
            input = mutate(input);
        }
        return input.length <= MAX_BYTES ? input : Arrays.copyOf(input, MAX_BYTES);
    }

    private byte[] mutate(byte[] input) {
        int at = random.nextInt(input.length + 1);
        int end = Math.min(input.length, at + size());
        return switch (random.nextInt(9)) {
            case 0 -> Splice.of(input, at, Math.min(input.length, at + 1), randomBytes(1));
            case 1 -> Splice.of(input, at, at, randomBytes(size()));
            case 2 -> Splice.of(input, at, at, pick(NUISANCES));
            case 3 -> Splice.of(input, at, end, pick(NUISANCES));
            case 4 -> Splice.of(input, at, at, pick(words));
            case 5 -> Splice.of(input, at, end, pick(words));
            case 6 -> Splice.of(input, at, end, new byte[0]);
            case 7 -> repeat(input, at, end);
            default -> Splice.of(input, at, end, piece(pick(seeds)));
        };
    }

    /** A piece of the input once more, somewhere; now and then very often. */
    private byte[] repeat(byte[] input, int from, int to) {
        int times = random.nextInt(50) == 0 ? 1 + random.nextInt(MAX_BYTES / (to - from + 1)) : 1;
        byte[] piece = Arrays.copyOfRange(input, from, to);
        byte[] repeated = new byte[piece.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(piece, 0, repeated, i * piece.length, piece.length);
        }
        int at = random.nextInt(input.length + 1);
        return Splice.of(input, at, at, repeated);
    }

    private byte[] piece(byte[] seed) {
        int from = random.nextInt(seed.length + 1);
        return Arrays.copyOfRange(seed, from, Math.min(seed.length, from + size()));
    }

    /** Mostly small, at times some hundreds. */
    private int size() {
        return 1 + random.nextInt(1 << random.nextInt(9));
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] pick(List<byte[]> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
