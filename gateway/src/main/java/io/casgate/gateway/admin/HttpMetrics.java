package io.casgate.gateway.admin;

import io.casgate.gateway.http.CompletedExchange;
import io.casgate.gateway.http.ExchangeListener;
import io.casgate.gateway.http.HttpServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Requests by operation and status, bytes and connections. */
public final class HttpMetrics implements ExchangeListener {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(3),
        Duration.ofMillis(10),
        Duration.ofMillis(30),
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2)
    };

    private final MeterRegistry registry;
    private final Counter received;
    private final Counter sent;
    private final Counter aborted;

    public HttpMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.received = Counter.builder("casgate.http.received.bytes")
                .description("Bytes of request bodies that were read")
                .register(registry);
        this.sent = Counter.builder("casgate.http.sent.bytes")
                .description("Bytes of response bodies that were sent")
                .register(registry);
        this.aborted = Counter.builder("casgate.http.aborted")
                .description("Responses that did not go out whole")
                .register(registry);
    }

    /** Adds what only the running server knows. */
    public void watch(HttpServer server) {
        Gauge.builder("casgate.http.requests.in.flight", server, HttpServer::requestsInFlight)
                .description("Requests being handled")
                .register(registry);
        Gauge.builder("casgate.http.connections", server, HttpServer::connections)
                .description("Open client connections")
                .register(registry);
    }

    @Override
    public void completed(CompletedExchange exchange) {
        Timer.builder("casgate.http.requests")
                .description("Time from the end of a request's head to the end of its response")
                .tag("operation", exchange.operation())
                .tag("status", Integer.toString(exchange.status()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(exchange.elapsed());
        received.increment((double) exchange.bytesIn());
        sent.increment((double) exchange.bytesOut());
        if (exchange.outcome() == CompletedExchange.Outcome.ABORTED) {
            aborted.increment();
        }
    }
}
