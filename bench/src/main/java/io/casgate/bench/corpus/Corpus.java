package io.casgate.bench.corpus;

import io.casgate.bench.data.Noise;
import io.casgate.bench.data.SplitMix64;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** The files of a specification. Immutable; nothing of their content is kept. */
public final class Corpus {
    private static final long SIZE = 1;
    private static final long CONTENT = 2;
    private static final long EDITED = 3;
    private static final long EDIT_OFFSET = 4;
    private static final long EDIT_CONTENT = 5;

    private static final int FILES_PER_DIRECTORY = 40;
    private static final int DIRECTORIES_PER_DIRECTORY = 12;

    /** Directory names in the scripts and with the characters that backups meet; all are valid UTF-8 and portable. */
    private static final List<String> DIRECTORY_NAMES = List.of(
            "photos",
            "Émile & Zoë",
            "документы",
            "写真 2026",
            "צילומים",
            "a+b=c",
            "100% sure",
            "with space",
            "#hash",
            "it's",
            "🚀 launch",
            "plain");

    private final CorpusSpec spec;

    public Corpus(CorpusSpec spec) {
        this.spec = spec;
    }

    /**
     * What was written.
     *
     * @param files of which some are edited
     * @param bytes of all files, insertions included
     * @param insertedBytes by the edits
     */
    public record Summary(long files, long editedFiles, long bytes, long insertedBytes) {
        private Summary plus(CorpusFile file) {
            int inserted = file.insertion().map(CorpusFile.Insertion::bytes).orElse(0);
            return new Summary(
                    files + 1,
                    editedFiles + (file.insertion().isPresent() ? 1 : 0),
                    bytes + file.editedSize(),
                    insertedBytes + inserted);
        }
    }

    /**
     * Writes the tree into a directory; files that are there under the same names are replaced.
     *
     * @param root created if needed
     */
    public Summary writeTo(Path root) throws IOException {
        Summary summary = new Summary(0, 0, 0, 0);
        long missing = spec.totalBytes();
        for (long number = 0; missing > 0; number++) {
            CorpusFile file = file(number, missing);
            write(root, file);
            summary = summary.plus(file);
            missing -= file.size();
        }
        return summary;
    }

    private static void write(Path root, CorpusFile file) throws IOException {
        Path path = resolve(root, file.path());
        Files.createDirectories(path.getParent());
        try (FileChannel out = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            file.writeTo(out);
        }
    }

    private static Path resolve(Path root, String relative) throws IOException {
        try {
            return root.resolve(relative);
        } catch (InvalidPathException e) {
            throw new IOException("file names in several scripts need a locale with UTF-8, such as C.UTF-8", e);
        }
    }

    private CorpusFile file(long number, long atMost) {
        long size = Math.min(atMost, spec.sizes().size(SplitMix64.mix(spec.seed(), SIZE, number)));
        Noise content = new Noise(SplitMix64.mix(spec.seed(), CONTENT, number), spec.compressibleShare());
        return new CorpusFile(path(number), size, content, insertion(number, size));
    }

    private Optional<CorpusFile.Insertion> insertion(long number, long size) {
        CorpusSpec.Edits edits = spec.edits();
        long word = SplitMix64.mix(SplitMix64.mix(spec.seed(), edits.generation()), number);
        if (SplitMix64.unit(SplitMix64.mix(word, EDITED)) >= edits.share()) {
            return Optional.empty();
        }
        long offset = SplitMix64.below(SplitMix64.mix(word, EDIT_OFFSET), size / Long.BYTES + 1) * Long.BYTES;
        Noise content = new Noise(SplitMix64.mix(word, EDIT_CONTENT), 0);
        return Optional.of(new CorpusFile.Insertion(offset, edits.insertedBytes(), content));
    }

    private static String path(long number) {
        StringBuilder path = new StringBuilder();
        for (long directory = number / FILES_PER_DIRECTORY; directory > 0; directory /= DIRECTORIES_PER_DIRECTORY) {
            path.insert(0, DIRECTORY_NAMES.get((int) (directory % DIRECTORIES_PER_DIRECTORY)) + "/");
        }
        return path.append("file-%06d.bin".formatted(number)).toString();
    }
}
