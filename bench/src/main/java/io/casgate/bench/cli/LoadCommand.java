package io.casgate.bench.cli;

import io.casgate.bench.host.Machine;
import io.casgate.bench.http.StallWatch;
import io.casgate.bench.load.LoadPlan;
import io.casgate.bench.load.LoadRun;
import io.casgate.bench.load.Mix;
import io.casgate.bench.measure.Bounds;
import io.casgate.bench.measure.Outcome;
import io.casgate.bench.measure.OutcomeText;
import io.casgate.bench.measure.Pacing;
import io.casgate.bench.s3.S3Client;
import io.casgate.bench.s3.Verification;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a load to an S3 endpoint and prints latencies, throughput and CPU time. */
@Command(
        name = "load",
        description = "Sends a load to an S3 endpoint.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private EndpointOptions endpoint = new EndpointOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private ProcessOptions processes = new ProcessOptions();

    @Parameters(
            paramLabel = "WORKLOAD",
            description = "put, get, head, list, delete, mixed (put=20,get=70,list=5,delete=5), or a mix in that form")
    private String workload = "";

    @Option(
            names = "--objects",
            defaultValue = "0",
            description = "how many of the dataset's objects are stored before the run (default: ${DEFAULT-VALUE})")
    private int objects;

    @Option(names = "--prepare", description = "store these --objects first, not counted")
    private boolean prepare;

    @Option(names = "--prefix", defaultValue = "load/", description = "of all keys (default: ${DEFAULT-VALUE})")
    private String prefix = "";

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "16",
            description = "requests in flight, each on its own connection (default: ${DEFAULT-VALUE})")
    private int concurrency;

    @Option(
            names = "--rate",
            paramLabel = "PER-SECOND",
            description = "open loop at this rate; latencies count from when a request was due (default: closed loop)")
    private double rate;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "default: ${DEFAULT-VALUE}")
    private double seconds;

    @Option(names = "--count", description = "ends the run after so many requests, warm-up included")
    private long count = Long.MAX_VALUE;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "sent, not counted, before --duration (default: ${DEFAULT-VALUE})")
    private double warmUpSeconds;

    @Option(names = "--verify", description = "compare each byte that is read with what was stored")
    private boolean verify;

    @Override
    public Integer call() throws InterruptedException {
        LoadPlan plan = plan();
        PrintWriter out = spec.commandLine().getOut();
        try (StallWatch watch = new StallWatch()) {
            Supplier<S3Client> clients = endpoint.clients(watch);
            endpoint.createBucket(clients);
            if (prepare) {
                prepare(plan, clients);
            }
            Outcome outcome = LoadRun.execute(plan, clients, processes.pids());
            out.println(Machine.here().describe());
            out.print(OutcomeText.table(outcome));
            out.println(OutcomeText.json(facts(), outcome));
            out.flush();
            return outcome.failed() == 0 ? 0 : 1;
        }
    }

    private LoadPlan plan() {
        return new LoadPlan(
                endpoint.bucket(),
                prefix,
                data.dataset(),
                Mix.parse(workload.equals("mixed") ? "put=20,get=70,list=5,delete=5" : workload),
                verify ? Verification.BYTES : Verification.LENGTH,
                objects,
                concurrency,
                rate == 0 ? new Pacing.ClosedLoop() : new Pacing.OpenLoop(rate),
                new Bounds(duration(warmUpSeconds), duration(seconds), count));
    }

    private static void prepare(LoadPlan plan, Supplier<S3Client> clients) throws InterruptedException {
        if (plan.present() == 0) {
            return;
        }
        Outcome outcome = LoadRun.execute(plan.preparation(), clients, Map.of());
        if (outcome.failed() > 0) {
            throw new IllegalStateException("storing the objects to read failed:\n" + OutcomeText.table(outcome));
        }
    }

    private Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("benchmark", "load");
        facts.put("endpoint", endpoint.endpoint().toString());
        facts.put("workload", workload);
        facts.putAll(data.facts());
        facts.put("concurrency", concurrency);
        facts.put("rate", rate);
        facts.put("machine", Machine.here().describe());
        return facts;
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
