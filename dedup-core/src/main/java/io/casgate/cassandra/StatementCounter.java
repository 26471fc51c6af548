package io.casgate.cassandra;

import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.session.Request;
import com.datastax.oss.driver.api.core.tracker.RequestTracker;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts the requests that sessions sent to Cassandra and heard of, each page of a result for itself. Thread-safe. */
final class StatementCounter implements RequestTracker {
    private final LongAdder statements = new LongAdder();

    long sum() {
        return statements.sum();
    }

    @Override
    public void onSuccess(
            Request request, long latencyNanos, DriverExecutionProfile profile, Node node, String logPrefix) {
        statements.increment();
    }

    @Override
    public void onError(
            Request request,
            Throwable error,
            long latencyNanos,
            DriverExecutionProfile profile,
            @Nullable Node node,
            String logPrefix) {
        statements.increment();
    }

    @Override
    public void close() {}
}
