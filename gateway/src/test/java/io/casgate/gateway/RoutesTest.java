package io.casgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.admin.AdminPages;
import io.casgate.gateway.admin.Health;
import io.casgate.gateway.admin.HttpMetrics;
import io.casgate.gateway.config.AdminSettings;
import io.casgate.gateway.config.AdminSettings.MetricsReaders;
import io.casgate.gateway.http.CompletedExchange;
import io.casgate.gateway.http.Handler;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Request;
import io.casgate.gateway.http.RequestBody;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.http.ResponseBody;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final RequestBody NOTHING = new RequestBody() {
        @Override
        public long declaredLength() {
            return 0;
        }

        @Override
        public @Nullable ByteBuffer read() {
            return null;
        }
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private Health.State state = Health.State.READY;

    private Response get(MetricsReaders readers, String method, String host, String path, String from) {
        AdminPages pages = new AdminPages(new AdminSettings(readers), registry, () -> state);
        Handler s3 = request -> Response.empty(299, Headers.EMPTY);
        InetSocketAddress remote = new InetSocketAddress(InetAddress.ofLiteral(from), 1);
        Headers headers = Headers.builder().add("Host", host).build();
        return new Routes(List.of("S3.example.org"), pages, s3)
                .handle(new Request("id", method, path, "", headers, NOTHING, remote, null));
    }

    private Response get(String path) {
        return get(MetricsReaders.LOOPBACK, "GET", "h", path, "127.0.0.1");
    }

    private static String text(Response response) {
        ResponseBody.Bytes body = (ResponseBody.Bytes) response.body();
        return StandardCharsets.UTF_8.decode(body.bytes().duplicate()).toString();
    }

    @Test
    void leavesEverythingElseToS3() {
        assertThat(get("/").status()).isEqualTo(299);
        assertThat(get("/-").status()).isEqualTo(299);
        assertThat(get("/bucket/-/metrics").status()).isEqualTo(299);
        assertThat(get(MetricsReaders.ANYONE, "GET", "bucket.s3.EXAMPLE.org:9000", "/-/metrics", "127.0.0.1")
                        .status())
                .isEqualTo(299);
        assertThat(get(MetricsReaders.ANYONE, "GET", "s3.example.org", "/-/metrics", "127.0.0.1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void showsMetricsToWhomTheyAreFor() {
        assertThat(get("/-/metrics").status()).isEqualTo(200);
        assertThat(get(MetricsReaders.LOOPBACK, "GET", "h", "/-/metrics", "::1").status())
                .isEqualTo(200);
        assertThat(get(MetricsReaders.LOOPBACK, "GET", "h", "/-/metrics", "192.0.2.1")
                        .status())
                .isEqualTo(403);
        assertThat(get(MetricsReaders.ANYONE, "GET", "h", "/-/metrics", "192.0.2.1")
                        .status())
                .isEqualTo(200);
        assertThat(get(MetricsReaders.NOBODY, "GET", "h", "/-/metrics", "127.0.0.1")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void countsRequestsByOperationAndStatus() {
        HttpMetrics metrics = new HttpMetrics(registry);
        InetSocketAddress remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        metrics.completed(new CompletedExchange(
                "id",
                remote,
                "PUT",
                "/b/k",
                "PutObject",
                200,
                5,
                7,
                Duration.ofMillis(2),
                CompletedExchange.Outcome.SENT));
        assertThat(text(get("/-/metrics")).lines())
                .contains(
                        "casgate_http_requests_seconds_count{operation=\"PutObject\",status=\"200\"} 1",
                        "casgate_http_received_bytes_total 5.0",
                        "casgate_http_sent_bytes_total 7.0",
                        "casgate_http_aborted_total 0.0");
    }

    @Test
    void tellsHealthToEveryone() {
        assertThat(get("/-/health/live").status()).isEqualTo(200);
        assertThat(get("/-/health/ready").status()).isEqualTo(200);
        assertThat(text(get("/-/health"))).isEqualTo("{\"status\":\"up\"}\n");
        state = Health.State.CASSANDRA_DOWN;
        assertThat(get("/-/health/live").status()).isEqualTo(200);
        Response notReady = get(MetricsReaders.NOBODY, "HEAD", "h", "/-/health", "192.0.2.1");
        assertThat(notReady.status()).isEqualTo(503);
        assertThat(text(notReady)).contains("cassandra_down");
    }

    @Test
    void hasNoOtherPages() {
        assertThat(get("/-/").status()).isEqualTo(404);
        assertThat(get("/-/metrics/").status()).isEqualTo(404);
        assertThat(get(MetricsReaders.ANYONE, "PUT", "h", "/-/metrics", "127.0.0.1")
                        .status())
                .isEqualTo(405);
    }
}
