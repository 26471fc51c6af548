package io.casgate.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.casgate.dedup.StoreUnavailableException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of an installation: unprepared, one at a time, each change agreed on by all nodes.
 *
 * <p>While open, the driver does not keep its picture of the schema up to date: it gathers changes for a second before
 * it looks, and answers each of our statements after that only.
 */
final class SchemaSession implements AutoCloseable {
    private static final Duration AGREEMENT = Duration.ofSeconds(60);

    private final CqlSession session;
    private final Keyspaces keyspaces;
    private final Compaction compaction;

    SchemaSession(Cluster cluster) {
        this.session = cluster.session(Access.SCHEMA);
        this.keyspaces = cluster.keyspaces();
        Row local = one("SELECT release_version FROM system.local");
        this.compaction = Compaction.of(local == null ? "" : String.valueOf(local.getString(0)));
        session.setSchemaMetadataEnabled(false);
    }

    /** Lets the driver look at the schema again: requests find their replicas by it. */
    @Override
    public void close() {
        session.setSchemaMetadataEnabled(null);
    }

    @Nullable
    Row one(String cql, Object... values) {
        return execute(Access.SCHEMA, cql, values).one();
    }

    void write(String cql, Object... values) {
        execute(Access.SCHEMA, cql, values);
    }

    boolean swap(String cql, Object... values) {
        return execute(Access.REGISTER_SWAP, cql, values).wasApplied();
    }

    /** Runs a DDL statement and waits until every node that is up has the new schema. */
    void change(String ddl) {
        AsyncResultSet done = execute(Access.SCHEMA, compaction.expand(ddl));
        if (!done.getExecutionInfo().isSchemaInAgreement()) {
            awaitAgreement();
        }
    }

    /** Waits until every node that is up has the same schema. */
    void awaitAgreement() {
        long deadline = System.nanoTime() + AGREEMENT.toNanos();
        while (!Query.await(session.checkSchemaAgreementAsync().toCompletableFuture())) {
            if (System.nanoTime() - deadline > 0) {
                throw new StoreUnavailableException("The nodes of the cluster do not agree on one schema");
            }
        }
    }

    private AsyncResultSet execute(Access access, String cql, Object... values) {
        SimpleStatement statement = SimpleStatement.builder(keyspaces.expand(cql))
                .addPositionalValues(values)
                .setExecutionProfileName(access.profile())
                .setIdempotence(access.idempotent())
                .build();
        try {
            return Query.await(session.executeAsync(statement).toCompletableFuture());
        } catch (IllegalStateException e) {
            throw Failures.translate(e);
        }
    }
}
