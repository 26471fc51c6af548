package io.casgate.bench.compare;

import io.casgate.bench.cql.Ceiling;
import io.casgate.bench.data.Dataset;
import io.casgate.bench.data.SplitMix64;
import io.casgate.bench.load.LoadPlan;
import io.casgate.bench.load.LoadRun;
import io.casgate.bench.load.Mix;
import io.casgate.bench.load.Operation;
import io.casgate.bench.measure.Bounds;
import io.casgate.bench.measure.Outcome;
import io.casgate.bench.measure.Pacing;
import io.casgate.bench.s3.S3Client;
import io.casgate.bench.s3.Verification;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Measures the phases of both sides in turns. The side that begins changes from round to round, and each round stores
 * new data, under the same seed of its own on the S3 side for the data and its duplicate.
 */
public final class Comparison {
    private final Settings settings;
    private final Supplier<S3Client> clients;
    private final Ceiling ceiling;
    private final Map<String, Long> pids;
    private final BiConsumer<Phase, Outcome> progress;

    /**
     * How much is done.
     *
     * @param bucket exists already
     * @param objects per phase
     * @param workers S3 requests in flight
     */
    public record Settings(String bucket, long seed, long objectBytes, int objects, int workers, int rounds) {
        public Settings {
            if (objectBytes < 1 || objects < workers || rounds < 1) {
                throw new IllegalArgumentException("a comparison needs rounds, and an object per worker at least");
            }
        }

        long bytes() {
            return objectBytes * objects;
        }
    }

    /** All outcomes, by phase, in the order of the rounds. */
    public record Result(Map<Phase, List<Outcome>> outcomes) {
        public Result {
            outcomes = Map.copyOf(outcomes);
        }

        public long failed() {
            return outcomes.values().stream()
                    .flatMap(List::stream)
                    .mapToLong(Outcome::failed)
                    .sum();
        }
    }

    /**
     * @param pids the processes whose CPU time is of interest, by name
     * @param progress told of each phase as it ends
     */
    public Comparison(
            Settings settings,
            Supplier<S3Client> clients,
            Ceiling ceiling,
            Map<String, Long> pids,
            BiConsumer<Phase, Outcome> progress) {
        this.settings = settings;
        this.clients = clients;
        this.ceiling = ceiling;
        this.pids = pids;
        this.progress = progress;
    }

    /** Runs one round that is not counted, for the just-in-time compilers of all sides, and then those that are. */
    public Result run() throws InterruptedException {
        runRound(0, (phase, outcome) -> {});
        Map<Phase, List<Outcome>> outcomes = new EnumMap<>(Phase.class);
        for (int round = 1; round <= settings.rounds(); round++) {
            runRound(round, (phase, outcome) -> {
                outcomes.computeIfAbsent(phase, any -> new ArrayList<>()).add(outcome);
                progress.accept(phase, outcome);
            });
        }
        return new Result(outcomes);
    }

    private void runRound(int round, BiConsumer<Phase, Outcome> results) throws InterruptedException {
        if (round % 2 == 0) {
            runRaw(round, results);
            runS3(round, results);
        } else {
            runS3(round, results);
            runRaw(round, results);
        }
    }

    private void runRaw(int round, BiConsumer<Phase, Outcome> results) throws InterruptedException {
        Ceiling.Written written = ceiling.write(SplitMix64.mix(settings.seed(), round), settings.bytes());
        results.accept(Phase.RAW_WRITE, written.outcome());
        results.accept(Phase.RAW_READ, ceiling.read(written.segments()));
    }

    private void runS3(int round, BiConsumer<Phase, Outcome> results) throws InterruptedException {
        results.accept(Phase.PUT_NEW, load(round, "new/", Operation.PUT));
        results.accept(Phase.GET, load(round, "new/", Operation.GET));
        results.accept(Phase.PUT_AGAIN, load(round, "again/", Operation.PUT));
    }

    private Outcome load(int round, String directory, Operation operation) throws InterruptedException {
        LoadPlan plan = new LoadPlan(
                settings.bucket(),
                "compare/%d/%d/%s".formatted(settings.seed(), round, directory),
                Dataset.ofNewData(SplitMix64.mix(settings.seed(), round), settings.objectBytes()),
                Mix.only(operation),
                Verification.LENGTH,
                operation == Operation.PUT ? 0 : settings.objects(),
                settings.workers(),
                new Pacing.ClosedLoop(),
                Bounds.ofCount(settings.objects()));
        return LoadRun.execute(plan, clients, pids);
    }
}
