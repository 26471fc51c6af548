package io.casgate.gateway.admin;

import io.casgate.gateway.config.AdminSettings;
import io.casgate.gateway.http.Handler;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Request;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.http.ResponseBody;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The pages under {@code /-/}, which no bucket can be called: {@code metrics} in Prometheus' text format, and
 * {@code health}, {@code health/live}, {@code health/ready} as JSON, 200 when well and 503 when not.
 */
public final class AdminPages implements Handler {
    /** What the path of every page begins with. */
    public static final String PREFIX = "/-/";

    private final AdminSettings settings;
    private final PrometheusMeterRegistry registry;
    private final Health health;

    public AdminPages(AdminSettings settings, PrometheusMeterRegistry registry, Health health) {
        this.settings = settings;
        this.registry = registry;
        this.health = health;
    }

    @Override
    public Response handle(Request request) {
        return page(request).to("Admin");
    }

    private Response page(Request request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return text(405, "Only GET and HEAD.\n");
        }
        return switch (request.rawPath()) {
            case "/-/metrics" -> metrics(request);
            case "/-/health/live" -> json(200, "{\"status\":\"up\"}");
            case "/-/health/ready", "/-/health" -> readiness();
            default -> text(404, "No such page.\n");
        };
    }

    private Response metrics(Request request) {
        boolean allowed = switch (settings.metrics()) {
            case ANYONE -> true;
            case NOBODY -> false;
            case LOOPBACK ->
                request.remote().getAddress() != null
                        && request.remote().getAddress().isLoopbackAddress();
        };
        if (!allowed) {
            return text(403, "The setting admin.metrics says who may read this.\n");
        }
        return response(200, "text/plain; version=0.0.4; charset=utf-8", registry.scrape());
    }

    private Response readiness() {
        return switch (health.state()) {
            case READY -> json(200, "{\"status\":\"up\"}");
            case CASSANDRA_DOWN ->
                json(
                        503,
                        "{\"status\":\"down\",\"reason\":\""
                                + Health.State.CASSANDRA_DOWN.name().toLowerCase(Locale.ROOT) + "\"}");
        };
    }

    private static Response json(int status, String body) {
        return response(status, "application/json", body + "\n");
    }

    private static Response text(int status, String body) {
        return response(status, "text/plain; charset=utf-8", body);
    }

    private static Response response(int status, String type, String body) {
        Headers headers = Headers.builder()
                .add("Content-Type", type)
                .add("Cache-Control", "no-store")
                .build();
        return new Response(status, headers, ResponseBody.of(body.getBytes(StandardCharsets.UTF_8)));
    }
}
