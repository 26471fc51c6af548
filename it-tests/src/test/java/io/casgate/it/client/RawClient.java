package io.casgate.it.client;

import io.casgate.auth.Identity;
import io.casgate.auth.SigV4Signer;
import io.casgate.auth.SignedRequest;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.Keys;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A connection on which a test sends exactly the bytes that it wants to. Text is ISO 8859-1. */
public final class RawClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Identity ROOT = Identity.of("root", Keys.ROOT.accessKey(), Keys.ROOT.secretKey());
    private static final SigV4Signer SIGNER = new SigV4Signer(ROOT, "us-east-1");

    private final URI endpoint;
    private final Socket socket;
    private final InputStream in;

    /** A response; header names are in lower case. */
    public record Answer(int status, Map<String, String> headers, String body) {
        /** A header's value, or null. */
        public @Nullable String header(String name) {
            return headers.get(name);
        }

        /** The text in the first element of this name, as it is in the document. */
        public String element(String name) {
            List<String> found = elements(name);
            if (found.isEmpty()) {
                throw new AssertionError("No <" + name + "> in: " + body);
            }
            return found.getFirst();
        }

        /** The text in each element of this name, in their order, as it is in the document. */
        public List<String> elements(String name) {
            return Pattern.compile("<" + name + "(?: [^>]*)?>([^<]*)</" + name + ">")
                    .matcher(body)
                    .results()
                    .map(match -> match.group(1))
                    .toList();
        }
    }

    private RawClient(URI endpoint, Socket socket) throws IOException {
        this.endpoint = endpoint;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    public static RawClient connect(Gateway gateway) throws IOException {
        URI endpoint = gateway.endpoint();
        Socket socket = new Socket(endpoint.getHost(), endpoint.getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return new RawClient(endpoint, socket);
    }

    /**
     * A request to the gateway that this is connected to, signed by the root identity now.
     *
     * @param target path and query as they go over the wire
     * @param payload the body's SHA-256 in hexadecimal, or a constant of {@link SigV4Signer}
     * @param headers beside Host, by lower-case name
     */
    public SignedRequest sign(String method, String target, String payload, Map<String, String> headers) {
        return SIGNER.sign(unsigned(method, target, headers), Instant.now(), payload);
    }

    /** As {@link #sign}, but everything about the signature is in the query, and Host alone is signed. */
    public SignedRequest presign(String method, String target, Instant time, Duration lifetime) {
        return SIGNER.presign(unsigned(method, target, Map.of()), time, lifetime);
    }

    /** As {@link #sign}, but anonymous. */
    public SignedRequest unsigned(String method, String target, Map<String, String> headers) {
        Map<String, List<String>> all = new HashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        all.put("host", List.of(endpoint.getAuthority()));
        int mark = target.indexOf('?');
        return mark < 0
                ? new SignedRequest(method, target, "", all)
                : new SignedRequest(method, target.substring(0, mark), target.substring(mark + 1), all);
    }

    /** A body in aws-chunked framing for a request that {@link #sign} made with {@link SigV4Signer#STREAMING_SIGNED}. */
    public static SignedChunks chunks(SignedRequest signed) {
        return new SignedChunks(SIGNER.chunks(signed));
    }

    /** Sends the head of a request, with the empty line at its end. */
    public RawClient send(SignedRequest request) throws IOException {
        return send(head(request));
    }

    /** The head of a request as it goes over the wire, with the empty line at its end. */
    public static byte[] head(SignedRequest request) {
        String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
        StringBuilder head = new StringBuilder(request.method() + " " + request.rawPath() + query + " HTTP/1.1\r\n");
        request.headers()
                .forEach((name, values) -> values.forEach(
                        value -> head.append(name).append(": ").append(value).append("\r\n")));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    public RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Closes the sending side, in order. */
    public void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** Breaks the connection off. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** The next response with the body that its Content-Length announces. */
    public Answer answer() throws IOException {
        Answer head = head();
        int length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("A body of " + length + " bytes ended after " + body.length);
        }
        return new Answer(head.status(), head.headers(), new String(body, StandardCharsets.ISO_8859_1));
    }

    /** The next response to HEAD: it announces a length, and has no body. */
    public Answer head() throws IOException {
        String status = line();
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Answer(Integer.parseInt(status.substring(9, 12)), headers, "");
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("The connection ended within: " + line);
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
