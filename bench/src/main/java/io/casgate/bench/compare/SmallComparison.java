package io.casgate.bench.compare;

import io.casgate.bench.cql.Ceiling;
import io.casgate.bench.cql.SmallOperation;
import io.casgate.bench.data.Dataset;
import io.casgate.bench.load.LoadPlan;
import io.casgate.bench.load.LoadRun;
import io.casgate.bench.load.Mix;
import io.casgate.bench.load.Operation;
import io.casgate.bench.measure.Bounds;
import io.casgate.bench.measure.Outcome;
import io.casgate.bench.measure.Pacing;
import io.casgate.bench.s3.S3Client;
import io.casgate.bench.s3.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Measures operations on small objects and the single statements that bound them, in turns: a compare-and-set for a PUT,
 * a read of a row for a GET. The order changes from round to round.
 */
public final class SmallComparison {
    private final Settings settings;
    private final Supplier<S3Client> clients;
    private final Ceiling ceiling;
    private final Map<String, Long> pids;

    /**
     * How much is done.
     *
     * @param bucket exists already
     * @param objects are stored first, to be read and listed
     * @param workers S3 requests in flight
     * @param time of each phase
     */
    public record Settings(
            String bucket, long seed, int objectBytes, int objects, int workers, Duration time, int rounds) {
        public Settings {
            if (objectBytes < 1 || objects < workers || rounds < 1) {
                throw new IllegalArgumentException("a comparison needs rounds, and an object per worker at least");
            }
        }
    }

    /** What is measured in each round. */
    public enum Phase {
        PUT,
        GET,
        LIST,
        SWAP,
        READ
    }

    /** @param pids the processes whose CPU time is of interest, by name */
    public SmallComparison(Settings settings, Supplier<S3Client> clients, Ceiling ceiling, Map<String, Long> pids) {
        this.settings = settings;
        this.clients = clients;
        this.ceiling = ceiling;
        this.pids = pids;
    }

    /** Runs one round that is not counted, for the just-in-time compilers of all sides, and then those that are. */
    public Map<Phase, List<Outcome>> run() throws InterruptedException {
        LoadRun.execute(plan("stored/", Operation.GET, settings.objects()).preparation(), clients, Map.of());
        Map<Phase, List<Outcome>> outcomes = new EnumMap<>(Phase.class);
        for (int round = 0; round <= settings.rounds(); round++) {
            List<Phase> order = List.of(Phase.values());
            for (Phase phase : round % 2 == 0 ? order : order.reversed()) {
                Outcome outcome = measure(phase, round);
                if (round > 0) {
                    outcomes.computeIfAbsent(phase, any -> new ArrayList<>()).add(outcome);
                }
            }
        }
        return outcomes;
    }

    private Outcome measure(Phase phase, int round) throws InterruptedException {
        return switch (phase) {
            case PUT -> load("new/%d/".formatted(round), Operation.PUT, 0);
            case GET -> load("stored/", Operation.GET, settings.objects());
            case LIST -> load("stored/", Operation.LIST, settings.objects());
            case SWAP -> ceiling.small(SmallOperation.SWAP, settings.time());
            case READ -> ceiling.small(SmallOperation.READ, settings.time());
        };
    }

    private Outcome load(String directory, Operation operation, int present) throws InterruptedException {
        return LoadRun.execute(plan(directory, operation, present), clients, pids);
    }

    private LoadPlan plan(String directory, Operation operation, int present) {
        return new LoadPlan(
                settings.bucket(),
                "small/%d/%s".formatted(settings.seed(), directory),
                Dataset.ofNewData(settings.seed(), settings.objectBytes()),
                Mix.only(operation),
                Verification.LENGTH,
                present,
                settings.workers(),
                new Pacing.ClosedLoop(),
                new Bounds(Duration.ZERO, settings.time(), Long.MAX_VALUE));
    }
}
