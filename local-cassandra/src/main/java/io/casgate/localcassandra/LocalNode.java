package io.casgate.localcassandra;

import io.casgate.localcassandra.NodeSettings.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Cassandra node on this machine: a child process with its own class path and directory, on loopback only.
 *
 * <p>While open, the node is supervised: a process that ends by itself, or whose transport no longer answers, is
 * replaced after a pause that grows with every failure. The process ends when ours does, however that ends; one that is
 * still at it when the same directory is started again is waited for, or killed. Safe for use by several threads.
 */
public final class LocalNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalNode.class);

    private static final Duration BETWEEN_PROBES = Duration.ofSeconds(5);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);

    /** Cassandra closes its transport on an error of the disk, and does not open it again. */
    private static final Duration PATIENCE_WHEN_REFUSED = Duration.ofSeconds(12);

    /** A machine that swaps, or a suspended process, may yet come back. */
    private static final Duration PATIENCE_WHEN_SILENT = Duration.ofMinutes(2);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STABLE = Duration.ofMinutes(1);

    private final NodeConfiguration configuration;
    private final List<Consumer<NodeState>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread supervisor;
    private volatile NodeState state = NodeState.RUNNING;
    private volatile NodeProcess process;

    private LocalNode(NodeConfiguration configuration, NodeProcess process) {
        this.configuration = configuration;
        this.process = process;
        this.supervisor = Thread.ofVirtual().name("cassandra-supervisor").unstarted(this::supervise);
    }

    /**
     * Starts the node and returns when it answers.
     *
     * @throws CassandraStartException when it cannot, with one sentence for the user
     * @throws InterruptedException when interrupted; nothing runs then
     */
    public static LocalNode start(NodeSettings settings) throws CassandraStartException, InterruptedException {
        CassandraJars jars = CassandraJars.find();
        JavaRuntime java = new JavaRuntimes().choose(settings.limits().javaHome());
        DataDirectory directory = DataDirectory.claim(settings.directory());
        boolean started = false;
        try {
            for (LeftoverProcess leftover : LeftoverProcess.of(directory.root())) {
                leftover.end(settings.limits().stop());
            }
            NodePorts ports = ports(settings.endpoint(), directory);
            NodeConfiguration configuration = new NodeConfiguration(settings, ports, directory, java, jars);
            LOG.info("Starting Cassandra on Java {} in {}", java.feature(), directory.root());
            LocalNode node = new LocalNode(configuration, NodeProcess.start(configuration));
            node.supervisor.start();
            started = true;
            return node;
        } catch (IOException e) {
            throw new CassandraStartException(
                    "Cannot use the data directory %s: %s.".formatted(directory.root(), e), e);
        } finally {
            if (!started) {
                directory.close();
            }
        }
    }

    private static NodePorts ports(Endpoint endpoint, DataDirectory directory)
            throws CassandraStartException, IOException {
        NodePorts remembered = directory.rememberedPorts().orElse(NodePorts.UNKNOWN);
        NodePorts ports = remembered.overriddenBy(endpoint).completed(endpoint.address());
        OptionalInt taken = ports.taken(endpoint.address());
        if (taken.isPresent()) {
            throw new CassandraStartException(
                    ("Port %d on %s, where the Cassandra of this directory listens, is taken by"
                                    + " another program; stop that program, or delete the ports in %s to have others chosen.")
                            .formatted(taken.getAsInt(), endpoint.address().getHostAddress(), directory.memory()));
        }
        directory.remember(ports);
        return ports;
    }

    /** Where a driver connects. The same after every start in this directory. */
    public InetSocketAddress contactPoint() {
        return configuration.contactPoint();
    }

    /** What a driver calls its local data centre. */
    public String localDatacenter() {
        return configuration.settings().membership().dataCenter();
    }

    public NodeState state() {
        return state;
    }

    /** Calls the listener after each change of state from now on, on the supervisor's thread, which must not block. */
    public void onStateChange(Consumer<NodeState> listener) {
        listeners.add(listener);
    }

    /** The process that runs now, or ran last: another one after {@link NodeState#DOWN}. */
    public long pid() {
        return process.pid();
    }

    /** Stops the process, flushed and closed where it manages that in the time that the settings allow, and releases the directory. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        supervisor.interrupt();
        joinSupervisor();
        process.stop();
        configuration.directory().close();
        moveTo(NodeState.STOPPED);
    }

    private void joinSupervisor() {
        boolean interrupted = false;
        while (supervisor.isAlive()) {
            try {
                supervisor.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void supervise() {
        Duration pause = FIRST_PAUSE;
        try {
            while (true) {
                long start = System.nanoTime();
                String reason = awaitFailure();
                boolean wasStable = System.nanoTime() - start > STABLE.toNanos();
                LOG.warn("Cassandra {}; it is started again", reason);
                moveTo(NodeState.DOWN);
                process.stop();
                pause = replace(wasStable ? FIRST_PAUSE : pause);
            }
        } catch (InterruptedException e) {
            LOG.debug("Cassandra is no longer supervised", e);
        }
    }

    /** Returns why the process is of no use any more. */
    private String awaitFailure() throws InterruptedException {
        long lastAnswer = System.nanoTime();
        while (!process.awaitExit(BETWEEN_PROBES)) {
            CqlProbe.Answer answer = process.probe(PROBE_TIMEOUT);
            long unanswered = System.nanoTime() - lastAnswer;
            switch (answer) {
                case READY -> lastAnswer = System.nanoTime();
                case REFUSED -> {
                    if (unanswered > PATIENCE_WHEN_REFUSED.toNanos()) {
                        return "no longer accepts connections";
                    }
                }
                case SILENT -> {
                    if (unanswered > PATIENCE_WHEN_SILENT.toNanos()) {
                        return "no longer answers";
                    }
                }
            }
        }
        return "ended unexpectedly";
    }

    /** Tries until a new process answers; returns the pause to begin with should that one fail soon. */
    private Duration replace(Duration firstPause) throws InterruptedException {
        Duration pause = firstPause;
        while (true) {
            Thread.sleep(pause);
            pause = longer(pause);
            moveTo(NodeState.STARTING);
            try {
                process = NodeProcess.start(configuration);
                moveTo(NodeState.RUNNING);
                return pause;
            } catch (CassandraStartException e) {
                LOG.warn("{} Next attempt in {} ms", e.getMessage(), pause.toMillis());
                moveTo(NodeState.DOWN);
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void moveTo(NodeState next) {
        state = next;
        for (Consumer<NodeState> listener : listeners) {
            try {
                listener.accept(next);
            } catch (RuntimeException e) {
                LOG.error("A listener failed at {}", next, e);
            }
        }
    }
}
