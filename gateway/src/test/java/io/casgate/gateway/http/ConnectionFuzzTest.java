package io.casgate.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.fuzz.FuzzTarget;
import io.casgate.gateway.http.RawHttp.Answer;
import io.casgate.gateway.http.Rfc9112.Message;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/**
 * Whatever a client sends: it gets the answer to each of its requests, in order and to no other, and then, when there is
 * something else, one refusal that closes the connection.
 */
class ConnectionFuzzTest implements FuzzTarget {
    private static final int KIB = 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private @Nullable HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    public List<byte[]> seeds() {
        return Rfc9112.samples();
    }

    @Override
    public List<String> words() {
        return Rfc9112.WORDS;
    }

    @Override
    public void check(byte[] input) throws Exception {
        try (RawHttp http = RawHttp.connect(address())) {
            Thread sending = Thread.startVirtualThread(() -> send(http, input));
            boolean open = true;
            for (Message request : Rfc9112.requests(input)) {
                Answer answer = open ? answer(http, request.method()) : null;
                if (answer == null || Rfc9112.ANSWERS_TO_DOUBT.contains(answer.status())) {
                    throw new AssertionError("no answer to " + request);
                }
                assertThat(answer.headers().first("Echo")).isEqualTo(name(request));
                open = !request.last();
                assertThat(answer.closes()).isEqualTo(request.last());
                if (request.last()) {
                    break;
                }
            }
            Answer refusal = open ? answer(http, "-") : null;
            if (refusal != null) {
                assertThat(refusal.status()).isIn(Rfc9112.ANSWERS_TO_DOUBT);
                assertThat(refusal.closes()).isTrue();
            }
            assertThat(http.ends()).isTrue();
            sending.join();
        }
    }

    private static void send(RawHttp http, byte[] input) {
        try {
            int first = input.length / 3;
            http.send(Arrays.copyOf(input, first));
            http.send(Arrays.copyOfRange(input, first, input.length));
            http.finish();
        } catch (IOException e) {
            // The server may close when it has heard enough.
            assertThat(e).isInstanceOf(SocketException.class);
        }
    }

    /** The next answer that is not interim, or null when the connection ends instead. */
    private static @Nullable Answer answer(RawHttp http, String method) throws IOException {
        try {
            Answer answer = method.equals("HEAD") ? http.head() : http.answer();
            return answer.status() == 100 ? answer(http, method) : answer;
        } catch (EOFException | SocketException e) {
            return null;
        }
    }

    private InetSocketAddress address() throws IOException {
        if (server == null) {
            HttpSettings.Limits limits =
                    new HttpSettings.Limits(64 * KIB, 64 * KIB, 256 * KIB, 256 * KIB, 256 * KIB, KIB);
            HttpSettings settings = new HttpSettings(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    Optional.empty(),
                    1,
                    1000,
                    1000,
                    limits,
                    new HttpSettings.Timeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE));
            server = HttpServer.start(
                    settings,
                    new HttpServer.Callbacks(
                            ConnectionFuzzTest::echo,
                            RefusalRenderer.PLAIN,
                            exchange -> {},
                            InstantSource.system(),
                            "host"));
        }
        return server.address();
    }

    private static Response echo(Request request) {
        StringBuilder body = new StringBuilder();
        for (ByteBuffer bytes = request.body().read();
                bytes != null;
                bytes = request.body().read()) {
            body.append(StandardCharsets.ISO_8859_1.decode(bytes));
        }
        String name = name(new Message(request.method(), "", body.toString(), false));
        return new Response(200, Headers.builder().add("Echo", name).build(), ResponseBody.of(new byte[0]));
    }

    /** What tells one request from another; the parser's own test compares targets. */
    private static String name(Message request) {
        return request.method() + "-" + request.body().length() + "-"
                + request.body().hashCode();
    }
}
