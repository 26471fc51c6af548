package io.casgate.bench.cli;

import io.casgate.bench.cutters.Cuts;
import io.casgate.bench.cutters.CutterTable;
import io.casgate.bench.cutters.Family;
import io.casgate.bench.cutters.Trial;
import io.casgate.bench.host.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares ways of cutting by what they save of real files, at equal mean size. */
@Command(
        name = "cutters",
        description = "Compares ways of cutting by what they save of real files, and how fast they are.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class CuttersCommand implements Callable<Integer> {
    private static final List<Integer> TARGETS = List.of(8 << 10, 16 << 10, 32 << 10, 64 << 10);

    /** What the others need to have a cutter on both sides of each mean size of the first. */
    private static final List<Integer> MORE_TARGETS = List.of(8 << 10, 16 << 10, 32 << 10, 64 << 10, 128 << 10);

    private static final Family REFERENCE = Family.FASTCDC;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "DIRECTORY",
            description = "with a directory for each corpus, whose files are stored in the order of their names")
    private Path directory = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "where to write the tables, too")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws IOException {
        CutterTable table = new CutterTable();
        StringBuilder sizes = new StringBuilder();
        PrintWriter progress = spec.commandLine().getErr();
        for (Path corpus : sorted(directory, Files::isDirectory)) {
            String name = corpus.getFileName().toString();
            for (Family family : Family.values()) {
                for (int target : family == REFERENCE ? TARGETS : MORE_TARGETS) {
                    Trial trial = new Trial(family.cutter(target));
                    for (Path file : sorted(corpus, Files::isRegularFile)) {
                        trial.store(file);
                    }
                    Cuts cuts = trial.cuts();
                    table.add(name, family, target, cuts);
                    progress.printf(Locale.ROOT, "%s %s %d: %s%n", name, family, target, cuts);
                    progress.flush();
                    if (family == REFERENCE) {
                        sizes.append(histogram(name, target, trial.blocksByLogarithm()));
                    }
                }
            }
        }
        String report = "%s%n%n%s%nSaved by dedup:%n%n%s%nSaved by dedup and zstd:%n%n%s%nBlocks by size:%n%n%s"
                .formatted(
                        Machine.here().describe(),
                        table.measured(),
                        table.atEqualMean(TARGETS, Cuts::saved),
                        table.atEqualMean(TARGETS, Cuts::savedWithCompression),
                        sizes);
        spec.commandLine().getOut().print(report);
        spec.commandLine().getOut().flush();
        if (out.isPresent()) {
            Files.writeString(out.get(), report);
        }
        return 0;
    }

    private static List<Path> sorted(Path directory, Predicate<Path> kind) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.filter(kind).sorted().toList();
        }
    }

    /** One line: the share of the blocks that have at least so many bytes and fewer than twice that. */
    private static String histogram(String corpus, int target, long[] blocksByLogarithm) {
        long blocks = Math.max(1, Arrays.stream(blocksByLogarithm).sum());
        StringBuilder line = new StringBuilder("%s, %d KiB:".formatted(corpus, target / 1024));
        for (int i = 0; i < blocksByLogarithm.length; i++) {
            if (blocksByLogarithm[i] > 0) {
                line.append(String.format(Locale.ROOT, " %d: %.1f %%", 1 << i, 100.0 * blocksByLogarithm[i] / blocks));
            }
        }
        return line.append('\n').toString();
    }
}
