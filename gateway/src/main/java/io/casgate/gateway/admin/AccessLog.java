package io.casgate.gateway.admin;

import io.casgate.gateway.http.CompletedExchange;
import io.casgate.gateway.http.ExchangeListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line per request: id, client, method, path, operation, status, bytes in, bytes out, milliseconds, and {@code aborted} when the
 * response did not go out whole. Queries stay out of it, as those of presigned URLs are as good as a key.
 */
public final class AccessLog implements ExchangeListener {
    private static final Logger LOG = LoggerFactory.getLogger("access");

    @Override
    public void completed(CompletedExchange exchange) {
        if (LOG.isInfoEnabled()) {
            LOG.info(
                    "{} {} {} {} {} {} {} {} {}{}",
                    exchange.requestId(),
                    exchange.remote().getHostString(),
                    exchange.method(),
                    exchange.path(),
                    exchange.operation(),
                    exchange.status(),
                    exchange.bytesIn(),
                    exchange.bytesOut(),
                    exchange.elapsed().toMillis(),
                    exchange.outcome() == CompletedExchange.Outcome.ABORTED ? " aborted" : "");
        }
    }
}
