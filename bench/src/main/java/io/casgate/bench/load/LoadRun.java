package io.casgate.bench.load;

import io.casgate.bench.data.Dataset;
import io.casgate.bench.data.SplitMix64;
import io.casgate.bench.host.CpuMeter;
import io.casgate.bench.measure.Outcome;
import io.casgate.bench.measure.Schedule;
import io.casgate.bench.measure.Tally;
import io.casgate.bench.s3.Answer;
import io.casgate.bench.s3.S3Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Sends one plan's requests: a platform thread and a connection per worker, because blocking channels cost less there
 * than on virtual threads.
 */
public final class LoadRun {
    private static final int LIST_PAGE = 1000;
    private static final long PAUSE_AFTER_FAILURE_NANOS = Duration.ofMillis(20).toNanos();

    private final LoadPlan plan;
    private final StoredObjects objects;
    private final Schedule schedule;

    private LoadRun(LoadPlan plan) {
        this.plan = plan;
        this.objects = new StoredObjects(plan.present());
        this.schedule = new Schedule(plan.pacing(), plan.bounds());
    }

    /**
     * Runs to the end of the plan's bounds. Failed requests are counted, never repeated.
     *
     * @param clients opens one connection's client
     * @param pids the processes whose CPU time is of interest, by name
     */
    public static Outcome execute(LoadPlan plan, Supplier<S3Client> clients, Map<String, Long> pids)
            throws InterruptedException {
        CpuMeter cpu = new CpuMeter(pids);
        LoadRun run = new LoadRun(plan);
        try (ExecutorService threads = Executors.newFixedThreadPool(plan.workers())) {
            List<Future<Map<Operation, Tally>>> workers = new ArrayList<>();
            for (int i = 0; i < plan.workers(); i++) {
                workers.add(threads.submit(run.worker(clients)));
            }
            Thread.sleep(plan.bounds().warmUp());
            CpuMeter counted = plan.bounds().warmUp().isZero() ? cpu : new CpuMeter(pids);
            Map<String, Tally> tallies = sum(workers);
            return new Outcome(tallies, Duration.ofNanos(run.schedule.countedNanos()), counted.used());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker failed", e.getCause());
        }
    }

    private static Map<String, Tally> sum(List<Future<Map<Operation, Tally>>> workers)
            throws InterruptedException, ExecutionException {
        Map<String, Tally> tallies = new TreeMap<>();
        for (Future<Map<Operation, Tally>> worker : workers) {
            worker.get()
                    .forEach((operation, tally) -> tallies.computeIfAbsent(operation.name(), name -> new Tally())
                            .add(tally));
        }
        return tallies;
    }

    private Callable<Map<Operation, Tally>> worker(Supplier<S3Client> clients) {
        return () -> {
            try (S3Client client = clients.get()) {
                return new Worker(client).run();
            }
        };
    }

    /** One worker's loop. */
    private final class Worker {
        private final S3Client client;
        private final Map<Operation, Tally> tallies = new EnumMap<>(Operation.class);

        Worker(S3Client client) {
            this.client = client;
        }

        Map<Operation, Tally> run() {
            Optional<Schedule.Turn> turn = schedule.await();
            while (turn.isPresent()) {
                perform(turn.get());
                turn = schedule.await();
            }
            return tallies;
        }

        private void perform(Schedule.Turn turn) {
            long word = SplitMix64.mix(plan.dataset().seed(), turn.number());
            Operation wanted = plan.mix().choose(word);
            OptionalLong taken = wanted.needsObject() ? objects.take(SplitMix64.mix(word)) : OptionalLong.empty();
            Operation operation = wanted.needsObject() && taken.isEmpty() ? Operation.PUT : wanted;
            long number = taken.isPresent() || operation == Operation.LIST ? taken.orElse(0) : objects.reserveNew();
            Answer answer = send(operation, number, word);
            long latency = schedule.elapsedNanos() - turn.dueNanos();
            keepTrack(operation, number, answer);
            if (turn.counted()) {
                count(tallies.computeIfAbsent(operation, any -> new Tally()), latency, answer);
            }
            if (answer instanceof Answer.Failure) {
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NANOS);
            }
        }

        private Answer send(Operation operation, long number, long word) {
            String bucket = plan.bucket();
            String key = plan.key(number);
            return switch (operation) {
                case PUT -> client.put(bucket, key, content(number));
                case GET -> client.get(bucket, key, content(number), plan.verification());
                case HEAD -> client.head(bucket, key);
                case LIST -> client.list(bucket, plan.directoryOf(SplitMix64.mix(word), objects.count()), LIST_PAGE);
                case DELETE -> client.delete(bucket, key);
            };
        }

        private Dataset.Content content(long number) {
            return plan.dataset().object(number);
        }

        private void keepTrack(Operation operation, long number, Answer answer) {
            boolean present = operation == Operation.PUT
                    ? answer instanceof Answer.Success
                    : operation == Operation.GET || operation == Operation.HEAD;
            if (present) {
                objects.give(number);
            }
        }

        private static void count(Tally tally, long latencyNanos, Answer answer) {
            switch (answer) {
                case Answer.Success(long bytes) -> tally.success(latencyNanos, bytes);
                case Answer.Failure(String reason, String detail) -> tally.failure(reason, detail);
            }
        }
    }
}
