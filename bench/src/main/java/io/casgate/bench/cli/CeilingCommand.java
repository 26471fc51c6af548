package io.casgate.bench.cli;

import io.casgate.bench.cql.Ceiling;
import io.casgate.bench.cql.SmallOperation;
import io.casgate.bench.data.ByteCount;
import io.casgate.bench.host.Machine;
import io.casgate.bench.measure.Outcome;
import io.casgate.bench.measure.OutcomeText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what Cassandra does without the gateway. */
@Command(
        name = "ceiling",
        description = "Measures raw CQL: payload writes and reads shaped as the gateway's, then small operations.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class CeilingCommand implements Callable<Integer> {
    private static final int SMALL_IN_FLIGHT = 64;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CassandraOptions cassandra = new CassandraOptions();

    @Mixin
    private ProcessOptions processes = new ProcessOptions();

    @Option(names = "--bytes", defaultValue = "1g", description = "written and read (default: ${DEFAULT-VALUE})")
    private String bytes = "";

    @Option(names = "--rounds", defaultValue = "3", description = "default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--small-seconds",
            defaultValue = "5",
            description = "for each kind of small operation; 0 leaves them out (default: ${DEFAULT-VALUE})")
    private int smallSeconds;

    @Option(names = "--seed", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
    private long seed;

    @Override
    public Integer call() throws InterruptedException {
        spec.commandLine().getOut().println(Machine.here().describe());
        long failed = payload();
        if (smallSeconds > 0) {
            failed += smallOperations();
        }
        return failed == 0 ? 0 : 1;
    }

    private long payload() throws InterruptedException {
        long failed = 0;
        try (Ceiling ceiling = cassandra.open(processes.pids())) {
            for (int round = 1; round <= rounds; round++) {
                Ceiling.Written written = ceiling.write(seed + round, ByteCount.parse(bytes));
                failed += print(round, written.outcome());
                failed += print(round, ceiling.read(written.segments()));
            }
        }
        return failed;
    }

    private long smallOperations() throws InterruptedException {
        long failed = 0;
        int window = Math.ceilDiv(SMALL_IN_FLIGHT, cassandra.streams());
        try (Ceiling ceiling = cassandra.open(window, processes.pids())) {
            for (SmallOperation operation : SmallOperation.values()) {
                failed += print(1, ceiling.small(operation, Duration.ofSeconds(smallSeconds)));
            }
        }
        return failed;
    }

    private long print(int round, Outcome outcome) {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("benchmark", "ceiling");
        facts.put("round", round);
        out.print(OutcomeText.table(outcome));
        out.println(OutcomeText.json(facts, outcome));
        out.flush();
        return outcome.failed();
    }
}
