package io.casgate.bench.cli;

import io.casgate.bench.compare.Comparison;
import io.casgate.bench.compare.ComparisonText;
import io.casgate.bench.compare.Phase;
import io.casgate.bench.cql.Ceiling;
import io.casgate.bench.data.ByteCount;
import io.casgate.bench.host.Machine;
import io.casgate.bench.http.StallWatch;
import io.casgate.bench.measure.Outcome;
import io.casgate.bench.measure.OutcomeText;
import io.casgate.bench.s3.S3Client;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the gateway and the Cassandra below it in turns, and quotes medians and ratios. */
@Command(
        name = "compare",
        description = "Measures S3 and raw CQL in turns, over the same number of new incompressible bytes.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private EndpointOptions endpoint = new EndpointOptions();

    @Mixin
    private CassandraOptions cassandra = new CassandraOptions();

    @Mixin
    private ProcessOptions processes = new ProcessOptions();

    @Option(names = "--object-size", defaultValue = "16m", description = "default: ${DEFAULT-VALUE}")
    private String objectSize = "";

    @Option(names = "--objects", defaultValue = "64", description = "per phase (default: ${DEFAULT-VALUE})")
    private int objects;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "8",
            description = "S3 requests in flight (default: ${DEFAULT-VALUE})")
    private int concurrency;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "counted, after one that is not (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--seed",
            description = "give a new one for each run against one store, or what is called new is not"
                    + " (default: the time)")
    private long seed = System.currentTimeMillis();

    @Override
    public Integer call() throws InterruptedException {
        try (StallWatch watch = new StallWatch();
                Ceiling ceiling = cassandra.open(processes.pids())) {
            Supplier<S3Client> clients = endpoint.clients(watch);
            endpoint.createBucket(clients);
            Comparison.Settings settings = new Comparison.Settings(
                    endpoint.bucket(), seed, ByteCount.parse(objectSize), objects, concurrency, rounds);
            Comparison comparison = new Comparison(settings, clients, ceiling, processes.pids(), this::showFailures);
            Comparison.Result result = comparison.run();
            show(new ComparisonText(result));
            return result.failed() == 0 ? 0 : 1;
        }
    }

    private void showFailures(Phase phase, Outcome outcome) {
        if (outcome.failed() > 0) {
            spec.commandLine().getErr().println(phase.title() + ":\n" + OutcomeText.table(outcome));
        }
    }

    private void show(ComparisonText text) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("benchmark", "compare");
        facts.put("machine", Machine.here().describe());
        facts.put("objectSize", objectSize);
        facts.put("objects", objects);
        facts.put("concurrency", concurrency);
        facts.put("streams", cassandra.streams());
        facts.put("window", cassandra.window());
        spec.commandLine().getOut().println(Machine.here().describe());
        spec.commandLine().getOut().print(text.table());
        spec.commandLine().getOut().println(text.json(facts));
        spec.commandLine().getOut().flush();
    }
}
