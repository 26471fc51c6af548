package io.casgate.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
    private static final int TOTAL = 20_000_000;
    private static final CorpusSpec SPEC = CorpusSpec.ofHomeDirectory(7, TOTAL);

    @TempDir
    private Path temporary = Path.of("");

    @Test
    void oneSpecificationGivesOneTreeOfTheSizeAskedFor() throws IOException {
        Corpus.Summary summary = new Corpus(SPEC).writeTo(temporary.resolve("first"));
        assertThat(summary.bytes()).isEqualTo(TOTAL);
        assertThat(summary.editedFiles()).isZero();
        new Corpus(SPEC).writeTo(temporary.resolve("second"));

        Map<String, byte[]> first = read("first");
        assertThat(first).hasSize((int) summary.files());
        assertThat(first.values().stream().mapToLong(bytes -> bytes.length).sum())
                .isEqualTo(TOTAL);
        assertSameTree(read("second"), first);
    }

    @Test
    void editsInsertBytesInTheShareOfFilesAskedForAndChangeNothingElse() throws IOException {
        new Corpus(SPEC).writeTo(temporary.resolve("before"));
        Corpus.Summary summary =
                new Corpus(SPEC.with(new CorpusSpec.Edits(0.3, 100, 1))).writeTo(temporary.resolve("after"));
        Map<String, byte[]> before = read("before");
        Map<String, byte[]> after = read("after");

        assertThat(after.keySet()).isEqualTo(before.keySet());
        long edited = 0;
        for (Map.Entry<String, byte[]> file : after.entrySet()) {
            byte[] original = before.getOrDefault(file.getKey(), new byte[0]);
            if (file.getValue().length != original.length) {
                edited++;
                assertInsertion(original, file.getValue(), 100);
            } else {
                assertThat(Arrays.equals(original, file.getValue())).isTrue();
            }
        }
        assertThat(edited).isEqualTo(summary.editedFiles()).isGreaterThan(0);
        assertThat((double) edited / after.size()).isBetween(0.1, 0.5);
        assertThat(summary.insertedBytes()).isEqualTo(100 * edited);
        assertThat(summary.bytes()).isEqualTo(TOTAL + summary.insertedBytes());
    }

    @Test
    void anotherGenerationEditsOtherPlaces() throws IOException {
        new Corpus(SPEC.with(new CorpusSpec.Edits(1, 8, 1))).writeTo(temporary.resolve("one"));
        new Corpus(SPEC.with(new CorpusSpec.Edits(1, 8, 2))).writeTo(temporary.resolve("two"));
        Map<String, byte[]> one = read("one");
        assertThat(read("two").entrySet()).noneMatch(file -> Arrays.equals(file.getValue(), one.get(file.getKey())));
    }

    private static void assertInsertion(byte[] original, byte[] edited, int inserted) {
        assertThat(edited.length).isEqualTo(original.length + inserted);
        int prefix = Arrays.mismatch(original, edited);
        int kept = prefix < 0 ? original.length : prefix;
        // The inserted bytes may begin like those they displace, so the suffix is compared from the original's end.
        int offset = kept / Long.BYTES * Long.BYTES;
        assertThat(Arrays.equals(original, offset, original.length, edited, offset + inserted, edited.length))
                .isTrue();
    }

    private static void assertSameTree(Map<String, byte[]> actual, Map<String, byte[]> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        actual.forEach((path, bytes) ->
                assertThat(Arrays.equals(bytes, expected.get(path))).as(path).isTrue());
    }

    private Map<String, byte[]> read(String tree) throws IOException {
        Path root = temporary.resolve(tree);
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        return files;
    }
}
