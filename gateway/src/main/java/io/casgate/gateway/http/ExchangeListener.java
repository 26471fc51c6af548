package io.casgate.gateway.http;

/** Is told of every answered request, for the access log and metrics. Called by many threads; must not block. */
@FunctionalInterface
public interface ExchangeListener {
    void completed(CompletedExchange exchange);
}
