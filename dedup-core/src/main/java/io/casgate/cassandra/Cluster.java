package io.casgate.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import io.casgate.dedup.StoreUnavailableException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The connections to one Cassandra cluster: a session for payload and one for everything else. Safe for use by any
 * number of threads. After Cassandra went away and came back, requests succeed again within about two seconds.
 */
public final class Cluster implements AutoCloseable {
    private final CassandraSettings settings;
    private final StatementCounter counter;
    private final CqlSession meta;
    private final CqlSession payload;

    private Cluster(CassandraSettings settings, StatementCounter counter, CqlSession meta, CqlSession payload) {
        this.settings = settings;
        this.counter = counter;
        this.meta = meta;
        this.payload = payload;
    }

    /**
     * Connects; creates nothing ({@link SchemaInstaller} does).
     *
     * @throws StoreUnavailableException when no contact point answers
     */
    public static Cluster connect(CassandraSettings settings) {
        StatementCounter counter = new StatementCounter();
        CqlSession meta = open(settings, counter, Access.Session.META);
        try {
            return new Cluster(settings, counter, meta, open(settings, counter, Access.Session.PAYLOAD));
        } catch (RuntimeException e) {
            meta.close();
            throw e;
        }
    }

    private static CqlSession open(CassandraSettings settings, StatementCounter counter, Access.Session session) {
        CqlSessionBuilder builder = builder(session)
                .addContactPoints(settings.contactPoints())
                .withLocalDatacenter(settings.localDataCenter())
                .addRequestTracker(counter)
                .withConfigLoader(DriverConfiguration.of(settings, session));
        settings.credentials()
                .ifPresent(credentials -> builder.withAuthCredentials(credentials.username(), credentials.password()));
        try {
            return builder.build();
        } catch (AllNodesFailedException e) {
            throw new StoreUnavailableException(
                    "No Cassandra node answers at " + addresses(settings) + ": " + firstReason(e) + ".", e);
        } catch (RuntimeException e) {
            throw Failures.translate(e);
        }
    }

    private static CqlSessionBuilder builder(Access.Session session) {
        return switch (session) {
            case META -> CqlSession.builder();
            case PAYLOAD -> new PayloadSession();
        };
    }

    private static String addresses(CassandraSettings settings) {
        return settings.contactPoints().stream()
                .map(contact -> contact.getHostString() + ":" + contact.getPort())
                .collect(Collectors.joining(", "));
    }

    /** The driver tells them by node, wrapped. */
    private static String firstReason(AllNodesFailedException failure) {
        Throwable reason = failure.getAllErrors().values().stream()
                .flatMap(List::stream)
                .findFirst()
                .orElse(failure);
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return reason.getMessage() == null ? reason.getClass().getSimpleName() : reason.getMessage();
    }

    public CassandraSettings settings() {
        return settings;
    }

    public Keyspaces keyspaces() {
        return settings.keyspaces();
    }

    /** Prepares {@code cql}, in which keyspaces are written {@code {data}} and {@code {meta}}. Once per statement. */
    public Query prepare(Access access, String cql) {
        CqlSession session = session(access);
        SimpleStatement statement = SimpleStatement.builder(keyspaces().expand(cql))
                .setExecutionProfileName(access.profile())
                .setIdempotence(access.idempotent())
                .setPageSize(access.pageSize())
                .build();
        return new Query(session, Query.await(session.prepareAsync(statement).toCompletableFuture()), access);
    }

    /** Whether a node of the local data centre can take requests now; sends nothing. */
    public boolean reachable() {
        return meta.getMetadata().getNodes().values().stream().anyMatch(Cluster::hasConnection);
    }

    /** How many statements were sent and answered, or failed, since the start. */
    public long statements() {
        return counter.sum();
    }

    /** How many nodes the local data centre has, those included that are down. */
    public int localNodes() {
        return (int) meta.getMetadata().getNodes().values().stream()
                .filter(node -> settings.localDataCenter().equals(node.getDatacenter()))
                .count();
    }

    private static boolean hasConnection(Node node) {
        return node.getOpenConnections() > 0;
    }

    CqlSession session(Access access) {
        return switch (access.session) {
            case META -> meta;
            case PAYLOAD -> payload;
        };
    }

    @Override
    public void close() {
        CompletableFuture<Void> first = payload.closeAsync().toCompletableFuture();
        meta.close();
        first.join();
    }
}
