package io.casgate.bench.cli;

import io.casgate.bench.corpus.Corpus;
import io.casgate.bench.corpus.CorpusSpec;
import io.casgate.bench.data.ByteCount;
import io.casgate.bench.data.SizeDistribution;
import io.casgate.bench.measure.OutcomeText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a tree of files, or a later generation of it with small edits. */
@Command(
        name = "corpus",
        description = "Writes a deterministic tree of files, with small edits if asked for.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class CorpusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIRECTORY", description = "where to; files of the same names are replaced")
    private Path directory = Path.of("");

    @Option(names = "--total", defaultValue = "500m", description = "of all files (default: ${DEFAULT-VALUE})")
    private String total = "";

    @Option(names = "--seed", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--size", description = "of the files, as load takes it (default: as home directories)")
    private Optional<String> sizes = Optional.empty();

    @Option(
            names = "--compressible",
            paramLabel = "SHARE",
            defaultValue = "0.33",
            description = "default: ${DEFAULT-VALUE}")
    private double compressibleShare;

    @Option(
            names = "--edited",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "0..1: files into which bytes are inserted (default: ${DEFAULT-VALUE})")
    private double editedShare;

    @Option(names = "--edit-bytes", defaultValue = "100", description = "inserted (default: ${DEFAULT-VALUE})")
    private int editBytes;

    @Option(names = "--generation", defaultValue = "1", description = "names this set of edits")
    private int generation;

    @Override
    public Integer call() throws IOException {
        CorpusSpec corpus = new CorpusSpec(
                seed,
                ByteCount.parse(total),
                sizes.map(SizeDistribution::parse).orElse(CorpusSpec.HOME_DIRECTORY),
                compressibleShare,
                new CorpusSpec.Edits(editedShare, editBytes, generation));
        Corpus.Summary summary = new Corpus(corpus).writeTo(directory);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("files", summary.files());
        facts.put("editedFiles", summary.editedFiles());
        facts.put("bytes", summary.bytes());
        facts.put("insertedBytes", summary.insertedBytes());
        spec.commandLine().getOut().println(OutcomeText.json(facts));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
