package io.casgate.bench.cli;

import io.casgate.bench.compare.SmallComparison;
import io.casgate.bench.compare.SmallComparison.Phase;
import io.casgate.bench.compare.SmallComparisonText;
import io.casgate.bench.cql.Ceiling;
import io.casgate.bench.data.ByteCount;
import io.casgate.bench.host.Machine;
import io.casgate.bench.http.StallWatch;
import io.casgate.bench.measure.Outcome;
import io.casgate.bench.s3.S3Client;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures small objects and the statements below them in turns, and quotes medians and ratios. */
@Command(
        name = "small",
        description = "Measures PUT, GET and LIST of small objects, and single CQL statements, in turns.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class SmallCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private EndpointOptions endpoint = new EndpointOptions();

    @Mixin
    private CassandraOptions cassandra = new CassandraOptions();

    @Mixin
    private ProcessOptions processes = new ProcessOptions();

    @Option(names = "--object-size", defaultValue = "4k", description = "default: ${DEFAULT-VALUE}")
    private String objectSize = "";

    @Option(
            names = "--objects",
            defaultValue = "2000",
            description = "stored first, to be read and listed by the thousand (default: ${DEFAULT-VALUE})")
    private int objects;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "16",
            description =
                    "S3 requests in flight; --streams times --window are those of CQL (default: ${DEFAULT-VALUE})")
    private int concurrency;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "of each phase (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "counted, after one that is not (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--seed", description = "of keys and content (default: the time)")
    private long seed = System.currentTimeMillis();

    @Override
    public Integer call() throws InterruptedException {
        try (StallWatch watch = new StallWatch();
                Ceiling ceiling = cassandra.open(processes.pids())) {
            Supplier<S3Client> clients = endpoint.clients(watch);
            endpoint.createBucket(clients);
            SmallComparison.Settings settings = new SmallComparison.Settings(
                    endpoint.bucket(),
                    seed,
                    Math.toIntExact(ByteCount.parse(objectSize)),
                    objects,
                    concurrency,
                    Duration.ofSeconds(seconds),
                    rounds);
            Map<Phase, List<Outcome>> outcomes =
                    new SmallComparison(settings, clients, ceiling, processes.pids()).run();
            PrintWriter out = spec.commandLine().getOut();
            out.println(Machine.here().describe());
            out.print(new SmallComparisonText(outcomes).table());
            out.flush();
            return outcomes.values().stream().flatMap(List::stream).allMatch(outcome -> outcome.failed() == 0) ? 0 : 1;
        }
    }
}
