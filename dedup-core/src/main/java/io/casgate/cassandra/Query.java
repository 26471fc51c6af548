package io.casgate.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.casgate.dedup.StoreUnavailableException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement with what it is for. Values are bound by position, with the Java types of the driver's default
 * codecs (ByteBuffer for blob, UUID for uuid and timeuuid, Long for bigint, String for text, Instant for timestamp); a
 * null value writes a tombstone, so leave columns out instead. The partition key must be bound, for the driver sends a
 * request to a node that owns it.
 *
 * <p>Safe for use by any number of threads. Every method that waits suits a virtual thread, and throws
 * {@link StoreUnavailableException} when Cassandra cannot serve; futures fail with the same.
 */
public final class Query {
    private final CqlSession session;
    private final PreparedStatement prepared;
    private final Access access;

    Query(CqlSession session, PreparedStatement prepared, Access access) {
        this.session = session;
        this.prepared = prepared;
        this.access = access;
    }

    /** For statements whose values are set one by one, and for {@link #sendBatch}. */
    public BoundStatement bind(@Nullable Object... values) {
        return prepared.bind(values);
    }

    /** Sends it and waits. */
    public void run(@Nullable Object... values) {
        await(send(values));
    }

    /** The first row, or null when there is none. */
    public @Nullable Row one(@Nullable Object... values) {
        return await(send(values)).one();
    }

    /** Sends a compare-and-set, and tells whether it was applied; {@link #one} tells the present values otherwise. */
    public boolean applied(@Nullable Object... values) {
        return await(send(values)).wasApplied();
    }

    /** All rows; further pages are fetched, waiting, while iterating. Can be iterated once. */
    public Iterable<Row> all(@Nullable Object... values) {
        AsyncResultSet first = await(send(values));
        return () -> new PagedRows(first);
    }

    public CompletableFuture<AsyncResultSet> send(@Nullable Object... values) {
        return send(bind(values));
    }

    public CompletableFuture<AsyncResultSet> send(BoundStatement statement) {
        return execute(statement);
    }

    /** Writes rows of one partition as one mutation: all of them or none, and one commit log entry. */
    public CompletableFuture<AsyncResultSet> sendBatch(List<BoundStatement> rowsOfOnePartition) {
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED)
                .setExecutionProfileName(access.profile())
                .setIdempotence(access.idempotent());
        rowsOfOnePartition.forEach(batch::addStatement);
        return execute(batch.build());
    }

    private CompletableFuture<AsyncResultSet> execute(Statement<?> statement) {
        CompletableFuture<AsyncResultSet> answer;
        try {
            answer = session.executeAsync(statement).toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(Failures.translate(e));
        }
        return answer.exceptionallyCompose(e -> CompletableFuture.failedFuture(Failures.translate(e)));
    }

    /**
     * Waits for what a query sent. The driver's time-outs bound the wait.
     *
     * @throws StoreUnavailableException also when the waiting thread is interrupted
     */
    public static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while waiting for Cassandra", e);
        } catch (ExecutionException e) {
            throw Failures.translate(e);
        }
    }

    private static final class PagedRows implements Iterator<Row> {
        private AsyncResultSet page;
        private Iterator<Row> rows;

        PagedRows(AsyncResultSet first) {
            page = first;
            rows = first.currentPage().iterator();
        }

        @Override
        public boolean hasNext() {
            while (!rows.hasNext() && page.hasMorePages()) {
                page = await(page.fetchNextPage().toCompletableFuture());
                rows = page.currentPage().iterator();
            }
            return rows.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return rows.next();
        }
    }
}
