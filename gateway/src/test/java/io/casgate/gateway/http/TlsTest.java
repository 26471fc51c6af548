package io.casgate.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final String PASSWORD = "changeit";
    private static final int LENGTH = 8 << 20;

    @TempDir
    Path directory;

    private @Nullable SSLContext trust;

    /** Makes a certificate for localhost, as PEM files, and a context that trusts it. */
    @BeforeEach
    void makeCertificate() throws Exception {
        Path store = directory.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(1, TimeUnit.MINUTES)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Key key = keys.getKey("server", PASSWORD.toCharArray());
        writePem("CERTIFICATE", keys.getCertificate("server").getEncoded(), certificate());
        writePem("PRIVATE KEY", key.getEncoded(), directory.resolve("key.pem"));
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trusted.getTrustManagers(), null);
        trust = context;
    }

    private Path certificate() {
        return directory.resolve("certificate.pem");
    }

    private static void writePem(String type, byte[] content, Path file) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
    }

    private HttpServer serve(Path key, Handler handler) throws IOException {
        Duration patience = Duration.ofSeconds(10);
        HttpSettings settings = new HttpSettings(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                Optional.of(new HttpSettings.TlsFiles(certificate(), key)),
                1,
                100,
                100,
                new HttpSettings.Limits(32 * 1024, 64 * 1024, 256 * 1024, 256 * 1024, 64 * 1024, 1024),
                new HttpSettings.Timeouts(patience, patience, patience, patience, patience, patience));
        return HttpServer.start(
                settings,
                new HttpServer.Callbacks(
                        handler, RefusalRenderer.PLAIN, exchange -> {}, InstantSource.system(), "host"));
    }

    private HttpClient client() {
        if (trust == null) {
            throw new IllegalStateException("no certificate");
        }
        return HttpClient.newBuilder()
                .sslContext(trust)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private static HttpRequest.Builder to(HttpServer server) {
        return HttpRequest.newBuilder(
                URI.create("https://127.0.0.1:" + server.address().getPort() + "/k"));
    }

    /** Answers a PUT with the number of bytes it got, and anything else with {@code LENGTH} bytes, or fewer. */
    private static Response answer(Request request, int actual) {
        assertThat(request.tlsProtocol()).isIn("TLSv1.2", "TLSv1.3");
        if (request.method().equals("PUT")) {
            long bytes = 0;
            for (ByteBuffer piece = request.body().read();
                    piece != null;
                    piece = request.body().read()) {
                bytes += piece.remaining();
            }
            return new Response(
                    200, Headers.EMPTY, ResponseBody.of(Long.toString(bytes).getBytes(StandardCharsets.US_ASCII)));
        }
        return new Response(200, Headers.EMPTY, new ResponseBody.Stream(LENGTH, new ResponseBody.Source() {
            private int left = actual;

            @Override
            public @Nullable ByteBuffer next() {
                int length = Math.min(left, 100_000);
                left -= length;
                return length == 0 ? null : ByteBuffer.allocate(length);
            }

            @Override
            public void close() {}
        }));
    }

    @Test
    void takesAndSendsBodies() throws Exception {
        try (HttpServer server = serve(directory.resolve("key.pem"), request -> answer(request, LENGTH));
                HttpClient client = client()) {
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> put = client.send(
                        to(server)
                                .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[LENGTH]))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(put.body()).isEqualTo(Integer.toString(LENGTH));
                HttpResponse<byte[]> get =
                        client.send(to(server).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
                assertThat(get.body()).hasSize(LENGTH);
            }
        }
    }

    @Test
    void neverSendsAShortBodyAsWhole() throws Exception {
        try (HttpServer server = serve(directory.resolve("key.pem"), request -> answer(request, LENGTH / 2));
                HttpClient client = client()) {
            HttpRequest get = to(server).GET().build();
            assertThatThrownBy(() -> client.send(get, HttpResponse.BodyHandlers.ofByteArray()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void theAnswerSurvivesAClientThatGoesOnSending() throws Exception {
        if (trust == null) {
            throw new IllegalStateException("no certificate");
        }
        try (HttpServer server = serve(directory.resolve("key.pem"), request -> Response.empty(403, Headers.EMPTY));
                Socket client = trust.getSocketFactory()
                        .createSocket("127.0.0.1", server.address().getPort())) {
            OutputStream out = client.getOutputStream();
            out.write(
                    "PUT /k HTTP/1.1\r\nHost: h\r\nContent-Length: 900000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 403 ").contains("\r\nConnection: close\r\n");
            for (int i = 0; i < 5; i++) {
                out.write(new byte[8 * 1024]);
                Thread.sleep(50);
            }
        }
    }

    @Test
    void saysWhichFilesCannotBeUsed() {
        assertThatThrownBy(() -> serve(certificate(), request -> answer(request, 0)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("certificate.pem");
    }
}
