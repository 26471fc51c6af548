package io.casgate.bench.cql;

import com.datastax.oss.driver.api.core.CqlSession;
import io.casgate.bench.data.SplitMix64;
import io.casgate.bench.host.CpuMeter;
import io.casgate.bench.measure.Outcome;
import io.casgate.bench.measure.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures raw CQL in tables of its own. Writes and reads are shaped as the gateway's: 4 MiB per partition, rows of
 * 64 KiB, about 1 MiB per unlogged batch or per query.
 */
public final class Ceiling implements AutoCloseable {
    private final CqlSession session;
    private final ScratchKeyspace keyspace;
    private final PackStatements packs;
    private final SmallStatements small;
    private final Shape shape;
    private final Map<String, Long> pids;

    /**
     * How the load is spread.
     *
     * @param streams threads that generate and send, as many as clients of the gateway would upload at once
     * @param window requests in flight per stream
     */
    public record Shape(int streams, int window) {
        public Shape {
            if (streams < 1 || window < 1) {
                throw new IllegalArgumentException("streams and window must be positive");
            }
        }
    }

    /** The segments that a write left behind. */
    public record Written(List<UUID> segments, Outcome outcome) {}

    private Ceiling(CqlSession session, Shape shape, Map<String, Long> pids) {
        this.session = session;
        this.keyspace = new ScratchKeyspace(session);
        this.packs = new PackStatements(session, keyspace.packs());
        this.small = new SmallStatements(session, keyspace.small());
        this.shape = shape;
        this.pids = pids;
    }

    /**
     * Connects and creates the tables.
     *
     * @param pids the processes whose CPU time is of interest, by name
     */
    public static Ceiling open(CqlTarget target, Shape shape, Map<String, Long> pids) {
        CqlSession session = target.connect();
        try {
            return new Ceiling(session, shape, pids);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /**
     * Writes new incompressible data.
     *
     * @param bytes rounded up to whole segments per stream
     */
    public Written write(long seed, long bytes) throws InterruptedException {
        long perStream = Math.ceilDiv(Math.ceilDiv(bytes, shape.streams()), PackStatements.SEGMENT_BYTES);
        List<UUID> segments = new ArrayList<>();
        Outcome outcome = measure("write", stream -> {
            List<UUID> mine = new ArrayList<>();
            Window window = new Window(shape.window());
            for (long i = 0; i < perStream; i++) {
                UUID segment = packs.newSegment();
                mine.add(segment);
                packs.writeSegment(segment, SplitMix64.mix(seed, stream, i), window);
            }
            Tally tally = window.drain();
            synchronized (segments) {
                segments.addAll(mine);
            }
            return tally;
        });
        return new Written(List.copyOf(segments), outcome);
    }

    /** Reads all the segments once, spread over the streams. */
    public Outcome read(List<UUID> segments) throws InterruptedException {
        return measure("read", stream -> {
            Window window = new Window(shape.window());
            for (int i = stream; i < segments.size(); i += shape.streams()) {
                packs.readSegment(segments.get(i), window);
            }
            return window.drain();
        });
    }

    /** One kind of small operation for so long; the same keys are used by each kind. */
    public Outcome small(SmallOperation operation, Duration time) throws InterruptedException {
        return measure(operation.name(), stream -> {
            Window window = new Window(shape.window());
            long end = System.nanoTime() + time.toNanos();
            for (long i = 0; System.nanoTime() < end; i++) {
                long id = SplitMix64.below(SplitMix64.mix(stream, i), SmallStatements.KEYS);
                window.submit(() -> small.send(operation, id));
            }
            return window.drain();
        });
    }

    private interface Stream {
        Tally run(int number) throws InterruptedException;
    }

    private Outcome measure(String operation, Stream stream) throws InterruptedException {
        CpuMeter cpu = new CpuMeter(pids);
        long start = System.nanoTime();
        Tally total = new Tally();
        try (ExecutorService threads = Executors.newFixedThreadPool(shape.streams())) {
            List<Future<Tally>> running = new ArrayList<>();
            for (int i = 0; i < shape.streams(); i++) {
                int number = i;
                running.add(threads.submit(() -> stream.run(number)));
            }
            for (Future<Tally> result : running) {
                total.add(result.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a stream failed", e.getCause());
        }
        return new Outcome(Map.of(operation, total), Duration.ofNanos(System.nanoTime() - start), cpu.used());
    }

    /** Drops the tables. */
    @Override
    public void close() {
        try (session) {
            keyspace.close();
        }
    }
}
