package io.casgate.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.retry.RetryVerdict;
import com.datastax.oss.driver.api.core.session.Request;
import com.datastax.oss.driver.internal.core.retry.DefaultRetryPolicy;

/**
 * For compare-and-sets. The driver asks before it repeats what is not idempotent, except when a node said that too few
 * replicas are up, or that a read timed out. For a compare-and-set that is no proof that nothing was done: Cassandra looks
 * at the replicas again for the commit, when the change may have been accepted. Sent again, it would meet itself and be
 * taken for a lost race.
 */
public final class SendOnce extends DefaultRetryPolicy {
    /** The driver makes it, by its name. */
    public SendOnce(DriverContext context, String profileName) {
        super(context, profileName);
    }

    @Override
    public RetryVerdict onUnavailableVerdict(
            Request request, ConsistencyLevel consistency, int required, int alive, int retryCount) {
        return RetryVerdict.RETHROW;
    }

    @Override
    public RetryVerdict onReadTimeoutVerdict(
            Request request,
            ConsistencyLevel consistency,
            int blockFor,
            int received,
            boolean dataPresent,
            int retryCount) {
        return RetryVerdict.RETHROW;
    }
}
