package io.casgate.localcassandra;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Cassandra process that an earlier run of ours left behind in a directory, and that must end before another starts.
 *
 * <p>It is known by its command line, which {@link NodeConfiguration} begins with the directory and ends with our main
 * class. A file with a process id would prove less: the system gives the id to others later.
 *
 * @param process of this user
 * @param root the directory, without symbolic links
 */
record LeftoverProcess(ProcessHandle process, Path root) {
    private static final Logger LOG = LoggerFactory.getLogger(LeftoverProcess.class);
    private static final Duration KILL_GRACE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    static List<LeftoverProcess> of(Path root) {
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            return processes
                    .map(process -> new LeftoverProcess(process, root))
                    .filter(LeftoverProcess::isOurs)
                    .toList();
        }
    }

    private boolean isOurs() {
        List<String> arguments = process.info().arguments().map(List::of).orElse(List.of());
        return !arguments.isEmpty()
                && arguments.getFirst().equals(NodeConfiguration.OWNER_PROPERTY + root)
                && arguments.getLast().equals(NodeConfiguration.MAIN_CLASS);
    }

    /** Lets it flush and close for {@code grace}, and then kills it. Its end was on the way: its parent is gone. */
    void end(Duration grace) throws CassandraStartException, InterruptedException {
        LOG.info("Ending Cassandra process {}, which an earlier run left behind", process.pid());
        process.destroy();
        if (endsWithin(grace)) {
            return;
        }
        process.destroyForcibly();
        // Where nobody waits for orphans, as in a container without an init, a dead process remains: without arguments.
        if (!endsWithin(KILL_GRACE) && isOurs()) {
            throw new CassandraStartException(
                    "Process %d, a Cassandra that an earlier run left behind, does not end; end it first."
                            .formatted(process.pid()));
        }
    }

    private boolean endsWithin(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return true;
    }
}
