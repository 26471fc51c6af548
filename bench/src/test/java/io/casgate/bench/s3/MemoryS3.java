package io.casgate.bench.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.casgate.auth.AuthException;
import io.casgate.auth.Authentication;
import io.casgate.auth.ChunkVerifier;
import io.casgate.auth.Identities;
import io.casgate.auth.Identity;
import io.casgate.auth.PayloadMode;
import io.casgate.auth.ProxyTolerance;
import io.casgate.auth.RequestAuthenticator;
import io.casgate.auth.SignedRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Just enough of S3 on loopback to try the driver on; checks every signature with the gateway's own verifier. */
public final class MemoryS3 implements AutoCloseable {
    private static final Identity OWNER = Identity.of("owner", "AKEXAMPLE", "a/secret");
    private static final String REGION = "eu-test-1";

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final RequestAuthenticator authenticator = new RequestAuthenticator(
            () -> new Identities(List.of(OWNER)), REGION, ProxyTolerance.STRICT, InstantSource.system());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    public MemoryS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public S3Endpoint endpoint() {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new S3Endpoint(uri, OWNER.accessKey(), OWNER.secretKey(), REGION);
    }

    /** By path. */
    public Map<String, byte[]> objects() {
        return objects;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] raw = exchange.getRequestBody().readAllBytes();
        try {
            PayloadMode mode = authenticate(exchange);
            answer(exchange, decode(raw, mode));
        } catch (AuthException | IllegalArgumentException e) {
            reply(exchange, 403, "<Error><Code>AccessDenied</Code>" + e.getMessage() + "</Error>");
        }
    }

    private PayloadMode authenticate(HttpExchange exchange) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        String query = exchange.getRequestURI().getRawQuery();
        SignedRequest request = new SignedRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query == null ? "" : query,
                headers);
        return switch (authenticator.authenticate(request)) {
            case Authentication.Authenticated authenticated -> authenticated.payload();
            case Authentication.Anonymous anonymous -> throw new IllegalArgumentException("not signed");
        };
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] stored = objects.get(path);
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                objects.put(path, body);
                reply(exchange, 200, "");
            }
            case "DELETE" -> {
                objects.remove(path);
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            }
            case "HEAD" -> {
                exchange.sendResponseHeaders(stored == null ? 404 : 200, -1);
                exchange.close();
            }
            default -> {
                if (exchange.getRequestURI().getRawQuery() != null) {
                    chunked(exchange, "<ListBucketResult/>".getBytes(StandardCharsets.UTF_8));
                } else if (stored == null) {
                    reply(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>");
                } else {
                    reply(exchange, 200, stored);
                }
            }
        }
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        reply(exchange, status, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void chunked(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] decode(byte[] raw, PayloadMode mode) {
        return switch (mode) {
            case PayloadMode.Unsigned unsigned -> raw;
            case PayloadMode.Hashed(String sha256) -> {
                require(HexFormat.of().formatHex(sha256(raw)).equals(sha256), "hash of the body");
                yield raw;
            }
            case PayloadMode.StreamingSigned streaming ->
                unchunk(raw, streaming.seed().verifier());
            case PayloadMode.StreamingUnsignedTrailer trailer -> unchunk(raw, null);
            case PayloadMode.StreamingSignedTrailer trailer -> throw new IllegalArgumentException("not used here");
        };
    }

    private static byte[] unchunk(byte[] raw, @Nullable ChunkVerifier verifier) {
        String wire = new String(raw, StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int position = 0;
        int size;
        do {
            int lineEnd = wire.indexOf("\r\n", position);
            String[] head = wire.substring(position, lineEnd).split(";chunk-signature=", -1);
            size = Integer.parseInt(head[0], 16);
            byte[] chunk = Arrays.copyOfRange(raw, lineEnd + 2, lineEnd + 2 + size);
            if (verifier != null) {
                verifier.chunk(sha256(chunk), head[1]);
            }
            content.writeBytes(chunk);
            position = lineEnd + 2 + (size == 0 ? 0 : size + 2);
        } while (size > 0);
        requireTrailer(wire.substring(position), content.toByteArray(), verifier == null);
        return content.toByteArray();
    }

    private static void requireTrailer(String trailer, byte[] content, boolean withChecksum) {
        if (!withChecksum) {
            require(trailer.equals("\r\n"), "end of the body");
            return;
        }
        CRC32 crc = new CRC32();
        crc.update(content);
        byte[] sum = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
        String expected = "x-amz-checksum-crc32:" + Base64.getEncoder().encodeToString(sum);
        require(trailer.equals(expected + "\r\n\r\n"), "checksum trailer");
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException("wrong: " + what);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
