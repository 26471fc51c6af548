package io.casgate.bench.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Status line and header fields of a response (RFC 9112, sections 4 and 5).
 *
 * @param status 100 to 599
 * @param fields by lower-case name; values of repeated fields joined with a comma
 */
public record ResponseHead(int status, Map<String, String> fields) {
    /** Heads beyond this are refused. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final String VERSION = "HTTP/1.";

    public ResponseHead {
        fields = Map.copyOf(fields);
    }

    /**
     * Takes a whole head from the buffer, up to and with the empty line.
     *
     * @return empty, with the buffer untouched, when the head is not complete yet
     */
    static Optional<ResponseHead> take(ByteBuffer in) throws MalformedResponseException {
        int end = endOfHead(in);
        if (end < 0) {
            if (in.remaining() >= MAX_BYTES) {
                throw new MalformedResponseException("response head exceeds " + MAX_BYTES + " bytes");
            }
            return Optional.empty();
        }
        byte[] head = new byte[end - in.position()];
        in.get(head);
        return Optional.of(parse(new String(head, StandardCharsets.ISO_8859_1)));
    }

    private static int endOfHead(ByteBuffer in) {
        for (int i = in.position(); i + 4 <= in.limit(); i++) {
            if (in.get(i) == '\r' && in.get(i + 1) == '\n' && in.get(i + 2) == '\r' && in.get(i + 3) == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private static ResponseHead parse(String head) throws MalformedResponseException {
        String[] lines = head.split("\r\n", 0);
        Map<String, String> fields = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon <= 0) {
                throw new MalformedResponseException("not a header field: " + lines[i]);
            }
            String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
            fields.merge(name, lines[i].substring(colon + 1).strip(), (first, next) -> first + "," + next);
        }
        return new ResponseHead(status(lines.length == 0 ? "" : lines[0]), fields);
    }

    private static int status(String line) throws MalformedResponseException {
        int digits = VERSION.length() + 2;
        if (!line.startsWith(VERSION) || line.length() < digits + 3 || line.charAt(digits - 1) != ' ') {
            throw new MalformedResponseException("not an HTTP/1.1 status line: " + line);
        }
        try {
            int status = Integer.parseInt(line, digits, digits + 3, 10);
            if (status >= 100 && status <= 599) {
                return status;
            }
        } catch (NumberFormatException e) {
            // reported below with the out-of-range numbers
        }
        throw new MalformedResponseException("not a status code: " + line);
    }

    /** An answer that precedes the final one, such as {@code 100 Continue}. */
    boolean isInterim() {
        return status < 200;
    }

    boolean closesConnection() {
        return "close".equalsIgnoreCase(fields.get("connection"));
    }

    /** How the body that follows is delimited (RFC 9112, section 6.3). */
    BodyDecoder body(String method) throws MalformedResponseException {
        if (method.equals("HEAD") || status == 204 || status == 304) {
            return new BodyDecoder.Sized(0);
        }
        String transferEncoding = fields.get("transfer-encoding");
        if (transferEncoding != null) {
            if (!transferEncoding.equalsIgnoreCase("chunked")) {
                throw new MalformedResponseException("transfer coding not supported: " + transferEncoding);
            }
            return new BodyDecoder.Chunked();
        }
        String length = fields.get("content-length");
        return length == null ? new BodyDecoder.UntilClose() : new BodyDecoder.Sized(parseLength(length));
    }

    private static long parseLength(String text) throws MalformedResponseException {
        try {
            long length = Long.parseLong(text);
            if (length >= 0) {
                return length;
            }
        } catch (NumberFormatException e) {
            // reported below with the negative lengths
        }
        throw new MalformedResponseException("not a content length: " + text);
    }
}
