package io.casgate.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import io.casgate.dedup.StoreUnavailableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What the driver throws, as what callers handle. */
final class Failures {
    private Failures() {}

    /**
     * Everything that another attempt may cure becomes a {@link StoreUnavailableException}: no replicas, time-outs,
     * overload, connections lost or closed. A request that is wrong in itself stays what it is: a defect of ours.
     */
    static RuntimeException translate(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case StoreUnavailableException known -> known;
            case QueryValidationException invalid -> invalid;
            case AllNodesFailedException none -> unavailable(none);
            case DriverException driver -> unavailable(driver);
            // The driver says so when its session is closed under a request.
            case IllegalStateException closed -> unavailable(closed);
            case RuntimeException other -> other;
            case Error error -> throw error;
            default -> new StoreUnavailableException("Cassandra: " + cause.getMessage(), cause);
        };
    }

    private static StoreUnavailableException unavailable(Exception cause) {
        return new StoreUnavailableException("Cassandra cannot serve the request: " + cause.getMessage(), cause);
    }
}
