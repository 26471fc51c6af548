package io.casgate.it.tree;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Directory trees with contents that follow from a seed. */
public final class Trees {
    private static final int BUFFER = 1 << 16;

    /** Names as people have them: scripts, spaces, signs that URLs and shells treat specially. */
    private static final List<String> NAMES = List.of(
            "plain.txt",
            "with space.txt",
            "plus+and%percent.bin",
            "grüße.txt",
            "日本語.txt",
            "русский файл.dat",
            "עברית.txt",
            "emoji 😀.png",
            "quote'and\"double.txt",
            "semi;colon&ampersand=equals.txt",
            "[brackets](parens){braces}.txt",
            "tilde~dash-under_score.txt",
            "hash#question.txt",
            "comma,at@dollar$.txt");

    private Trees() {}

    /** A tree of nested folders: sizes from nothing to what clients upload in parts and names in several scripts. */
    public static void writeVaried(Path root, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] sizes = {0, 1, 511, 4096, 16_384, 65_537, 300_000, 1 << 20, (9 << 20) + 3};
        for (int i = 0; i < NAMES.size(); i++) {
            Path folder = i % 3 == 0 ? root : root.resolve("folder " + i % 3).resolve("nested");
            writeFile(folder.resolve(NAMES.get(i)), sizes[i % sizes.length], random.nextLong());
        }
    }

    /** {@code files} files of {@code size} random bytes each. */
    public static void writeUniform(Path root, int files, long size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < files; i++) {
            writeFile(root.resolve("d" + i % 16).resolve("file-%04d.bin".formatted(i)), size, random.nextLong());
        }
    }

    /**
     * {@code size} random bytes that follow from the seed. The file is an hour old: S3 tells times in whole seconds, so
     * that a file uploaded in the second in which it was written looks newer than its copy to every tool that compares.
     */
    public static void writeFile(Path file, long size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] buffer = new byte[BUFFER];
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (OutputStream out = Files.newOutputStream(file)) {
                for (long left = size; left > 0; left -= BUFFER) {
                    random.nextBytes(buffer);
                    out.write(buffer, 0, (int) Math.min(left, BUFFER));
                }
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(1, ChronoUnit.HOURS)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Inserts {@code inserted} bytes in the middle of the file, so that all that follows moves. */
    public static void insertInMiddle(Path file, byte[] inserted) {
        try {
            byte[] old = Files.readAllBytes(file);
            int middle = old.length / 2;
            try (OutputStream out = Files.newOutputStream(file)) {
                out.write(old, 0, middle);
                out.write(inserted);
                out.write(old, middle, old.length - middle);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Path> filesUnder(Path root) {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails unless both trees hold the same files with the same bytes. */
    public static void assertSame(Path expected, Path actual) {
        Map<Path, Path> left = byRelativePath(expected);
        Map<Path, Path> right = byRelativePath(actual);
        if (!left.keySet().equals(right.keySet())) {
            throw new AssertionError("Different files:\n" + left.keySet() + "\n" + right.keySet());
        }
        left.forEach((name, file) -> {
            try {
                long mismatch = Files.mismatch(file, right.get(name));
                if (mismatch >= 0) {
                    throw new AssertionError(name + " differs from byte " + mismatch + " on");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Map<Path, Path> byRelativePath(Path root) {
        Map<Path, Path> files = new TreeMap<>();
        filesUnder(root).forEach(file -> files.put(root.relativize(file), file));
        return files;
    }
}
