package io.casgate.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.gateway.http.RawHttp.Answer;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
    private static final int KIB = 1024;
    private static final HttpSettings.Limits LIMITS =
            new HttpSettings.Limits(32 * KIB, 64 * KIB, 256 * KIB, 256 * KIB, 64 * KIB, KIB);
    private static final HttpSettings.Timeouts PATIENT = timeouts(Duration.ofSeconds(10));

    private final BlockingQueue<CompletedExchange> completed = new LinkedBlockingQueue<>();
    private @Nullable HttpServer server;

    @BeforeAll
    static void watchForLeaks() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static HttpSettings.Timeouts timeouts(Duration every) {
        return new HttpSettings.Timeouts(every, every, every, every, every, every);
    }

    private RawHttp serve(Handler handler) throws IOException {
        return serve(handler, PATIENT, 100);
    }

    private RawHttp serve(Handler handler, HttpSettings.Timeouts timeouts, int maxRequests) throws IOException {
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpSettings settings = new HttpSettings(loopback, Optional.empty(), 1, 1000, maxRequests, LIMITS, timeouts);
        server = HttpServer.start(
                settings,
                new HttpServer.Callbacks(
                        handler, RefusalRenderer.PLAIN, completed::add, InstantSource.system(), "host"));
        return connect();
    }

    private RawHttp connect() throws IOException {
        return RawHttp.connect(server().address());
    }

    private HttpServer server() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server;
    }

    private static Response text(String text) {
        return new Response(200, Headers.EMPTY, ResponseBody.of(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String drain(RequestBody body) {
        StringBuilder text = new StringBuilder();
        for (ByteBuffer bytes = body.read(); bytes != null; bytes = body.read()) {
            text.append(StandardCharsets.ISO_8859_1.decode(bytes));
        }
        return text.toString();
    }

    private static Response echo(Request request) {
        return text(request.method() + " " + request.rawPath() + " " + drain(request.body()));
    }

    @Test
    void answersOneRequestAfterTheOther() throws Exception {
        try (RawHttp http = serve(HttpServerTest::echo)) {
            Answer first = http.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nxyz")
                    .answer();
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.text()).isEqualTo("PUT /a xyz");
            assertThat(first.closes()).isFalse();
            assertThat(first.headers().first("Server")).isEqualTo("Casgate");
            assertThat(first.headers().first("x-amz-id-2")).isEqualTo("host");
            assertThat(first.headers().first("x-amz-request-id")).matches("[0-9A-F]{16}");
            assertThat(first.headers().first("Date")).matches("\\w{3}, \\d{2} \\w{3} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");

            Answer second = http.send("GET /b HTTP/1.1\r\nHost: h\r\n\r\n").answer();
            assertThat(second.text()).isEqualTo("GET /b ");
            assertThat(second.headers().first("x-amz-request-id"))
                    .isNotEqualTo(first.headers().first("x-amz-request-id"));
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws Exception {
        int requests = 500;
        try (RawHttp http = serve(HttpServerTest::echo)) {
            StringBuilder all = new StringBuilder();
            IntStream.range(0, requests)
                    .forEach(i -> all.append("PUT /" + i + " HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nok"));
            Future<?> sending = inBackground(() -> http.send(all.toString()));
            for (int i = 0; i < requests; i++) {
                assertThat(http.answer().text()).isEqualTo("PUT /" + i + " ok");
            }
            sending.get();
        }
    }

    @Test
    void takesChunkedBodies() throws Exception {
        try (RawHttp http = serve(HttpServerTest::echo)) {
            http.send(
                    "PUT /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
            assertThat(http.answer().text()).isEqualTo("PUT /a abcde");
            assertThat(http.send("GET /b HTTP/1.1\r\nHost: h\r\n\r\n").answer().text())
                    .isEqualTo("GET /b ");
        }
    }

    @Test
    void closesAfterTheResponseWhenAskedTo() throws Exception {
        try (RawHttp http = serve(HttpServerTest::echo)) {
            Answer answer = http.send("GET /b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                    .answer();
            assertThat(answer.closes()).isTrue();
            assertThat(http.ends()).isTrue();
        }
        try (RawHttp http = connect()) {
            assertThat(http.send("GET /b HTTP/1.0\r\n\r\n").answer().closes()).isTrue();
            assertThat(http.ends()).isTrue();
        }
    }

    @Test
    void answersAClientThatHasClosedItsSide() throws Exception {
        try (RawHttp http = serve(HttpServerTest::echo)) {
            http.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\nGET /b HTTP/1.1\r\nHost: h\r\n\r\n")
                    .finish();
            assertThat(http.answer().text()).isEqualTo("GET /a ");
            assertThat(http.answer().text()).isEqualTo("GET /b ");
            assertThat(http.ends()).isTrue();
        }
    }

    @Test
    void saysContinueOnlyWhenTheBodyIsRead() throws Exception {
        CountDownLatch checked = new CountDownLatch(1);
        Handler handler = request -> {
            await(checked);
            return echo(request);
        };
        try (RawHttp http = serve(handler)) {
            http.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            checked.countDown();
            assertThat(http.head().status()).isEqualTo(100);
            Answer answer = http.send("xyz").answer();
            assertThat(answer.text()).isEqualTo("PUT /a xyz");
            assertThat(answer.closes()).isFalse();
            assertThat(http.send("GET /b HTTP/1.1\r\nHost: h\r\n\r\n").answer().text())
                    .isEqualTo("GET /b ");
        }
    }

    /** A client of botocore's that gets no 100 Continue misreads the next response on the connection. */
    @ParameterizedTest
    @ValueSource(strings = {"", "a-miracle"})
    void letsOtherExpectationsBe(String expectation) throws Exception {
        try (RawHttp http = serve(HttpServerTest::echo)) {
            http.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: " + expectation + "\r\n\r\nxyz");
            assertThat(http.answer().text()).isEqualTo("PUT /a xyz");
        }
    }

    @Test
    void saysContinueBeforeAnEmptyBodyToo() throws Exception {
        try (RawHttp http = serve(HttpServerTest::echo)) {
            for (int i = 0; i < 2; i++) {
                http.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nExpect: 100-continue\r\n\r\n");
                assertThat(http.head().status()).isEqualTo(100);
                Answer answer = http.answer();
                assertThat(answer.text()).isEqualTo("PUT /a ");
                assertThat(answer.closes()).isFalse();
            }
        }
    }

    @Test
    void refusesInsteadOfContinueAndCloses() throws Exception {
        try (RawHttp http = serve(request -> Response.empty(403, Headers.EMPTY))) {
            http.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            Answer answer = http.answer();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.closes()).isTrue();
            assertThat(http.ends()).isTrue();
        }
    }

    @Test
    void skipsAShortBodyThatTheHandlerDidNotRead() throws Exception {
        Handler handler = request -> Response.empty(403, Headers.EMPTY);
        try (RawHttp http = serve(handler)) {
            for (int i = 0; i < 3; i++) {
                http.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 50000\r\n\r\n");
                Answer answer = http.answer();
                assertThat(answer.status()).isEqualTo(403);
                assertThat(answer.closes()).isFalse();
                http.send(new byte[50_000]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 900000000000", "Transfer-Encoding: chunked"})
    void closesRatherThanSkipALongBody(String framing) throws Exception {
        try (RawHttp http = serve(request -> Response.empty(403, Headers.EMPTY))) {
            http.send("PUT /a HTTP/1.1\r\nHost: h\r\n" + framing + "\r\n\r\n10\r\n0123");
            Answer answer = http.answer();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.closes()).isTrue();
            assertThat(http.ends()).isTrue();
        }
    }

    @Test
    void theAnswerSurvivesAClientThatGoesOnSending() throws Exception {
        try (RawHttp http = serve(request -> Response.empty(403, Headers.EMPTY))) {
            http.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 900000\r\n\r\n");
            http.send(new byte[60 * KIB]);
            assertThat(http.answer().status()).isEqualTo(403);
            assertThat(http.ends()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: h\r\nX : y\r\n\r\n",
                "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET / HTTP/1.1\nHost: h\n\n"
            })
    void refusesWhatIsNoRequest(String request) throws Exception {
        try (RawHttp http = serve(HttpServerTest::echo)) {
            http.send(request + "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n");
            Answer answer = http.answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.closes()).isTrue();
            assertThat(http.ends()).isTrue();
        }
        assertThat(next(completed).method()).isEqualTo("-");
        assertThat(completed).isEmpty();
    }

    @Test
    void refusesOversizeHeads() throws Exception {
        try (RawHttp http = serve(HttpServerTest::echo)) {
            assertThat(http.send("GET /" + "a".repeat(33 * KIB)).answer().status())
                    .isEqualTo(414);
        }
        try (RawHttp http = connect()) {
            http.send("GET / HTTP/1.1\r\nHost: h\r\nX: " + "a".repeat(97 * KIB));
            assertThat(http.answer().status()).isEqualTo(431);
        }
        try (RawHttp http = connect()) {
            String key = "/" + "%C3%BC".repeat(4 * KIB);
            assertThat(http.send("GET " + key + " HTTP/1.1\r\nHost: h\r\n\r\n")
                            .answer()
                            .text())
                    .isEqualTo("GET " + key + " ");
        }
    }

    @Test
    void tellsTheHandlerOfATruncatedBody() throws Exception {
        CompletableFuture<BodyException.Reason> reason = new CompletableFuture<>();
        try (RawHttp http = serve(request -> failing(request, reason))) {
            http.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nxyz")
                    .finish();
            assertThat(http.answer().status()).isEqualTo(409);
            assertThat(http.ends()).isTrue();
        }
        assertThat(reason.get(10, TimeUnit.SECONDS)).isEqualTo(BodyException.Reason.INCOMPLETE);
    }

    @Test
    void tellsTheHandlerOfABrokenConnection() throws Exception {
        CompletableFuture<BodyException.Reason> reason = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        RawHttp http = serve(request -> {
            begun.countDown();
            return failing(request, reason);
        });
        http.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nxyz");
        await(begun);
        http.reset();
        assertThat(reason.get(10, TimeUnit.SECONDS)).isEqualTo(BodyException.Reason.DISCONNECTED);
    }

    @Test
    void tellsTheHandlerOfAMalformedBody() throws Exception {
        CompletableFuture<BodyException.Reason> reason = new CompletableFuture<>();
        try (RawHttp http = serve(request -> failing(request, reason))) {
            http.send("PUT /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n");
            Answer answer = http.answer();
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.closes()).isTrue();
            assertThat(http.ends()).isTrue();
        }
        assertThat(reason.get(10, TimeUnit.SECONDS)).isEqualTo(BodyException.Reason.MALFORMED);
    }

    private static Response failing(Request request, CompletableFuture<BodyException.Reason> reason) {
        try {
            return text(drain(request.body()));
        } catch (BodyException e) {
            reason.complete(e.reason());
            return Response.empty(409, Headers.EMPTY);
        }
    }

    @Test
    void givesUpOnASlowBody() throws Exception {
        CompletableFuture<BodyException.Reason> reason = new CompletableFuture<>();
        HttpSettings.Timeouts hasty = timeouts(Duration.ofMillis(200));
        try (RawHttp http = serve(request -> failing(request, reason), hasty, 100)) {
            http.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nxyz");
            Answer answer = http.answer();
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.closes()).isTrue();
            assertThat(http.ends()).isTrue();
        }
        assertThat(reason.get(10, TimeUnit.SECONDS)).isEqualTo(BodyException.Reason.TIMED_OUT);
    }

    /** Ten bytes per second, none of them late by itself. */
    @Test
    void givesUpOnATricklingBody() throws Exception {
        CompletableFuture<BodyException.Reason> reason = new CompletableFuture<>();
        try (RawHttp http = serve(request -> failing(request, reason), timeouts(Duration.ofMillis(500)), 100)) {
            http.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n");
            for (int i = 0; i < 600 && !reason.isDone(); i++) {
                http.send("x");
                Thread.sleep(100);
            }
            assertThat(reason.get(10, TimeUnit.SECONDS)).isEqualTo(BodyException.Reason.TIMED_OUT);
            assertThat(http.answer().status()).isEqualTo(409);
        }
    }

    @Test
    void givesUpOnASlowHeadAndOnAnIdleConnection() throws Exception {
        HttpSettings.Timeouts hasty = timeouts(Duration.ofMillis(200));
        try (RawHttp http = serve(HttpServerTest::echo, hasty, 100)) {
            assertThat(http.send("PUT /a HTTP/1.1\r\nHo").answer().status()).isEqualTo(408);
            assertThat(http.ends()).isTrue();
        }
        try (RawHttp http = connect()) {
            assertThat(http.ends()).isTrue();
        }
    }

    @Test
    void resetsWhenTheClientTakesNothing() throws Exception {
        HttpSettings.Timeouts hasty = timeouts(Duration.ofMillis(300));
        try (RawHttp http = serve(request -> stream(1L << 30, 1L << 30, new AtomicLong()), hasty, 100)) {
            http.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(next(completed).outcome()).isEqualTo(CompletedExchange.Outcome.ABORTED);
            assertThat(http.bytesUntilReset()).isLessThan(1L << 30);
        }
    }

    @Test
    void sendsNoBodyToHead() throws Exception {
        Handler handler = request -> text("representation");
        try (RawHttp http = serve(handler)) {
            Answer head = http.send("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n").head();
            assertThat(head.headers().all("Content-Length")).containsExactly("14");
            assertThat(http.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n").answer().text())
                    .isEqualTo("representation");
        }
    }

    @Test
    void believesAHandlerThatStatesALengthToHead() throws Exception {
        Headers headers = Headers.builder().add("Content-Length", "5000000000").build();
        try (RawHttp http = serve(request -> Response.empty(200, headers))) {
            Answer head = http.send("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n").head();
            assertThat(head.headers().all("Content-Length")).containsExactly("5000000000");
            Answer get = http.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n").answer();
            assertThat(get.headers().all("Content-Length")).containsExactly("0");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void sendsNoLengthWithStatusesThatHaveNoBody(int status) throws Exception {
        try (RawHttp http = serve(request -> Response.empty(status, Headers.EMPTY))) {
            for (int i = 0; i < 2; i++) {
                Answer answer = http.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n").answer();
                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.headers().contains("Content-Length")).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: b", "a\u0000b", "\u20ac"})
    void neverLetsAHeaderValueBreakTheFraming(String value) throws Exception {
        Headers headers = Headers.builder().add("Content-Type", value).build();
        try (RawHttp http = serve(request -> Response.empty(200, headers))) {
            Answer answer = http.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n").answer();
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.headers().contains("Set-Cookie")).isFalse();
        }
    }

    @Test
    void answersWhenTheHandlerFails() throws Exception {
        Handler handler = request -> {
            throw new IllegalStateException("on purpose");
        };
        try (RawHttp http = serve(handler)) {
            Answer answer = http.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n").answer();
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text()).doesNotContain("on purpose");
            assertThat(answer.closes()).isFalse();
        }
    }

    @Test
    void resetsRatherThanSendAShortBody() throws Exception {
        try (RawHttp http = serve(request -> stream(10_000_000, 3_000_000, new AtomicLong()))) {
            http.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(http.bytesUntilReset()).isLessThan(4_000_000);
        }
        CompletedExchange exchange = next(completed);
        assertThat(exchange.outcome()).isEqualTo(CompletedExchange.Outcome.ABORTED);
        assertThat(exchange.status()).isEqualTo(200);
    }

    @Test
    void readsNoFurtherThanTheClient() throws Exception {
        AtomicLong produced = new AtomicLong();
        long length = 64L << 20;
        serve(request -> stream(length, length, produced)).close();
        try (RawHttp http = RawHttp.connect(server().address(), 64 * KIB)) {
            http.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(http.head().status()).isEqualTo(200);
            http.read(1000);
            awaitStandstill(produced);
            // The window, and what the kernel's two socket buffers take.
            assertThat(produced.get()).isLessThan(16L << 20);
            assertThat(http.read((int) length - 1000)).hasSize((int) length - 1000);
        }
        assertThat(next(completed).bytesOut()).isEqualTo(length);
    }

    @Test
    void takesNoMoreOfABodyThanTheHandlerAndTheWindow() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicLong sent = new AtomicLong();
        int length = 64 << 20;
        Handler handler = request -> {
            await(release);
            return text(Integer.toString(drain(request.body()).length()));
        };
        try (RawHttp http = serve(handler)) {
            http.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n\r\n");
            Future<?> sending = inBackground(() -> {
                byte[] piece = new byte[64 * KIB];
                while (sent.get() < length) {
                    http.send(piece);
                    sent.addAndGet(piece.length);
                }
                return http;
            });
            awaitStandstill(sent);
            assertThat(sent.get()).isLessThan(16L << 20);
            release.countDown();
            assertThat(http.answer().text()).isEqualTo(Integer.toString(length));
            sending.get();
        }
    }

    @Test
    void servesManyStreamsAtOnce() throws Exception {
        int streams = 64;
        int length = 4 << 20;
        Handler handler = request ->
                request.method().equals("GET") ? stream(length, length, new AtomicLong()) : count(request.body());
        serve(handler).close();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> results = IntStream.range(0, streams)
                    .mapToObj(i -> clients.submit(() -> i % 2 == 0 ? getWhole(length) : putWhole(length)))
                    .toList();
            for (Future<Boolean> result : results) {
                assertThat(result.get(60, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private static Response count(RequestBody body) {
        long bytes = 0;
        for (ByteBuffer piece = body.read(); piece != null; piece = body.read()) {
            bytes += piece.remaining();
        }
        return text(Long.toString(bytes));
    }

    private boolean getWhole(int length) throws IOException {
        try (RawHttp http = connect()) {
            byte[] body =
                    http.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n").answer().bytes();
            return body.length == length && IntStream.range(0, length).allMatch(i -> body[i] == pattern(i));
        }
    }

    private boolean putWhole(int length) throws IOException {
        try (RawHttp http = connect()) {
            http.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n\r\n");
            return http.send(new byte[length]).answer().text().equals(Integer.toString(length));
        }
    }

    @Test
    void refusesMoreRequestsThanItMayHandle() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(2);
        Handler handler = request -> {
            begun.countDown();
            await(release);
            return text("done");
        };
        try (RawHttp first = serve(handler, PATIENT, 2);
                RawHttp second = connect();
                RawHttp third = connect()) {
            String get = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
            first.send(get);
            second.send(get);
            await(begun);
            Answer refused = third.send(get).answer();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.closes()).isFalse();
            release.countDown();
            assertThat(first.answer().status()).isEqualTo(200);
            assertThat(second.answer().status()).isEqualTo(200);
            next(completed);
            next(completed);
            next(completed);
            assertThat(third.send(get).answer().status()).isEqualTo(200);
        }
    }

    @Test
    void finishesRequestsInFlightWhenItStops() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Handler handler = request -> {
            begun.countDown();
            return echo(request);
        };
        try (RawHttp http = serve(handler);
                RawHttp idle = connect()) {
            http.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nxy");
            await(begun);
            Future<?> stopping = inBackground(() -> {
                server().close();
                return http;
            });
            assertThat(idle.ends()).isTrue();
            Answer answer = http.send("z").answer();
            assertThat(answer.text()).isEqualTo("PUT /a xyz");
            assertThat(answer.closes()).isTrue();
            assertThat(http.ends()).isTrue();
            stopping.get(10, TimeUnit.SECONDS);
        }
        assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
    }

    @Test
    void saysWhyItCannotListen() throws Exception {
        try (RawHttp http = serve(HttpServerTest::echo)) {
            HttpSettings taken = new HttpSettings(server().address(), Optional.empty(), 1, 10, 10, LIMITS, PATIENT);
            HttpServer.Callbacks callbacks = new HttpServer.Callbacks(
                    HttpServerTest::echo, RefusalRenderer.PLAIN, exchange -> {}, InstantSource.system(), "host");
            assertThatThrownBy(() -> HttpServer.start(taken, callbacks))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on")
                    .hasMessageContaining("in use");
            assertThat(http.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").answer().status())
                    .isEqualTo(200);
        }
    }

    /** A response of {@code stated} bytes whose source ends after {@code actual}. */
    private static Response stream(long stated, long actual, AtomicLong produced) {
        return new Response(200, Headers.EMPTY, new ResponseBody.Stream(stated, new ResponseBody.Source() {
            @Override
            public @Nullable ByteBuffer next() {
                long from = produced.get();
                int length = (int) Math.min(100_000, actual - from);
                if (length == 0) {
                    return null;
                }
                ByteBuffer bytes = ByteBuffer.allocate(length);
                for (int i = 0; i < length; i++) {
                    bytes.put(i, pattern(from + i));
                }
                produced.addAndGet(length);
                return bytes;
            }

            @Override
            public void close() {}
        }));
    }

    private static byte pattern(long position) {
        return (byte) ((position * 31) >>> 5);
    }

    private interface Task {
        Object run() throws Exception;
    }

    private static Future<?> inBackground(Task task) {
        CompletableFuture<Object> result = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(task.run());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private static void awaitStandstill(AtomicLong counter) throws InterruptedException {
        long before = -1;
        while (counter.get() != before || before == 0) {
            before = counter.get();
            TimeUnit.MILLISECONDS.sleep(300);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CompletedExchange next(BlockingQueue<CompletedExchange> queue) throws Exception {
        CompletedExchange exchange = queue.poll(10, TimeUnit.SECONDS);
        if (exchange == null) {
            throw new ExecutionException("no exchange was completed", null);
        }
        return exchange;
    }
}
