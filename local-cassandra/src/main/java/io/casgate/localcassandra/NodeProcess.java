package io.casgate.localcassandra;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One Cassandra process, from its first answer to its end. */
final class NodeProcess {
    private static final Duration START_PROBE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_START_PROBES = Duration.ofMillis(100);

    private final Process process;
    private final NodeConfiguration configuration;

    private NodeProcess(Process process, NodeConfiguration configuration) {
        this.process = process;
        this.configuration = configuration;
    }

    /** Starts a process and returns when it answers. When it does not, or this thread is interrupted, nothing runs. */
    static NodeProcess start(NodeConfiguration configuration) throws CassandraStartException, InterruptedException {
        StartLog log = StartLog.in(configuration.directory().logs());
        NodeProcess started = launch(configuration, log);
        boolean ready = false;
        try {
            started.awaitReady(configuration.settings().limits().start(), log);
            ready = true;
            return started;
        } finally {
            if (!ready) {
                started.kill();
            }
        }
    }

    private static NodeProcess launch(NodeConfiguration configuration, StartLog log) throws CassandraStartException {
        DataDirectory directory = configuration.directory();
        try {
            Process process = new ProcessBuilder(configuration.write())
                    .directory(directory.root().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.standardOutput().toFile())
                    .start();
            return new NodeProcess(process, configuration);
        } catch (IOException e) {
            throw new CassandraStartException("Cannot start Cassandra: " + e.getMessage() + ".", e);
        }
    }

    private void awaitReady(Duration timeout, StartLog log) throws CassandraStartException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (probe(START_PROBE) != CqlProbe.Answer.READY) {
            if (awaitExit(BETWEEN_START_PROBES)) {
                throw new CassandraStartException("Cassandra ended with exit code %d while starting%s."
                        .formatted(process.exitValue(), log.lastWords()));
            }
            if (System.nanoTime() - deadline > 0) {
                throw new CassandraStartException("Cassandra did not answer within %d seconds of its start%s."
                        .formatted(timeout.toSeconds(), log.lastWords()));
            }
        }
    }

    long pid() {
        return process.pid();
    }

    CqlProbe.Answer probe(Duration timeout) {
        return CqlProbe.ask(configuration.contactPoint(), timeout);
    }

    /** Whether the process has ended, after waiting for it that long. */
    boolean awaitExit(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends the process, flushed and closed when it manages that in the time it has; killed otherwise. */
    void stop() {
        process.destroy();
        try {
            awaitExit(configuration.settings().limits().stop());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    private void kill() {
        process.destroyForcibly().onExit().join();
    }
}
