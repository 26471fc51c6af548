package io.casgate.gateway.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are in a connection's bytes: a second reading of RFC 9112, slow and simple, for tests to hold the parser
 * to. Where the RFC lets a server choose, it reads what every recipient would read alike, and nothing else.
 */
final class Rfc9112 {
    private static final Pattern REQUEST_LINE =
            Pattern.compile("([A-Z]{1,16}) ((?:/|(?i:https?)://([^/? ]*+))[!-~\\x80-\\xff]*) HTTP/1\\.([01])");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):([\\t -~\\x80-\\xff]*)");
    private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9A-Fa-f]{1,15})(;[\\t -\\xff]*)?");
    private static final int MAX_FIELDS = 256;
    private static final int MAX_CHUNK_LINE = 1024;
    private static final int MAX_TRAILERS = 8 * 1024;

    private final String bytes;
    private int at;

    private Rfc9112(byte[] bytes) {
        this.bytes = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** A whole request; its target is in whatever form it came. */
    record Message(String method, String target, String body, boolean last) {}

    /** The requests up to the first that is malformed or not whole. */
    static List<Message> requests(byte[] bytes) {
        Rfc9112 reader = new Rfc9112(bytes);
        List<Message> messages = new ArrayList<>();
        for (Message next = reader.next(); next != null; next = reader.next()) {
            messages.add(next);
        }
        return messages;
    }

    private @Nullable Message next() {
        if (bytes.startsWith("\r\n", at)) {
            at += 2;
        }
        List<String> head = section();
        if (head == null || head.isEmpty() || head.size() > MAX_FIELDS + 1) {
            return null;
        }
        Matcher line = REQUEST_LINE.matcher(head.getFirst());
        List<Matcher> fields = head.stream().skip(1).map(FIELD::matcher).toList();
        if (!line.matches() || !fields.stream().allMatch(Matcher::matches)) {
            return null;
        }
        boolean http11 = line.group(4).equals("1");
        List<String> hosts = values(fields, "host");
        boolean hostKnown = hosts.isEmpty() ? !http11 : hosts.size() == 1 && isHost(hosts.getFirst(), line.group(3));
        String body = hostKnown ? body(fields, http11) : null;
        boolean last = !http11
                || values(fields, "connection").stream()
                        .flatMap(value -> Arrays.stream(value.split(",")))
                        .anyMatch(option -> option.strip().equalsIgnoreCase("close"));
        return body == null ? null : new Message(line.group(1), line.group(2), body, last);
    }

    private static boolean isHost(String host, @Nullable String authority) {
        return authority == null || authority.equalsIgnoreCase(host);
    }

    private static List<String> values(List<Matcher> fields, String name) {
        return fields.stream()
                .filter(field -> field.group(1).toLowerCase(Locale.ROOT).equals(name))
                .map(field -> field.group(2).strip())
                .toList();
    }

    /** Null when it is not whole, or its framing is in doubt. */
    private @Nullable String body(List<Matcher> fields, boolean http11) {
        List<String> lengths = values(fields, "content-length");
        List<String> codings = values(fields, "transfer-encoding");
        if (codings.isEmpty()) {
            return lengths.isEmpty() ? "" : fixed(lengths);
        }
        boolean chunked = http11 && lengths.isEmpty() && codings.size() == 1;
        return chunked && codings.getFirst().equalsIgnoreCase("chunked") ? chunked() : null;
    }

    private @Nullable String fixed(List<String> lengths) {
        return lengths.size() == 1 && lengths.getFirst().matches("[0-9]{1,18}")
                ? take(Long.parseLong(lengths.getFirst()))
                : null;
    }

    private @Nullable String chunked() {
        StringBuilder body = new StringBuilder();
        while (true) {
            String line = line();
            Matcher size = CHUNK_SIZE.matcher(line == null ? "" : line);
            if (!size.matches() || size.group().length() >= MAX_CHUNK_LINE) {
                return null;
            }
            long length = Long.parseLong(size.group(1), 16);
            if (length == 0) {
                int trailers = at;
                return section() == null || at - trailers > MAX_TRAILERS ? null : body.toString();
            }
            String data = take(length);
            if (data == null || !bytes.startsWith("\r\n", at)) {
                return null;
            }
            body.append(data);
            at += 2;
        }
    }

    private @Nullable String take(long length) {
        if (length > bytes.length() - at) {
            return null;
        }
        at += (int) length;
        return bytes.substring(at - (int) length, at);
    }

    /** Lines up to an empty one. */
    private @Nullable List<String> section() {
        List<String> lines = new ArrayList<>();
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty()) {
                return lines;
            }
            lines.add(line);
        }
        return null;
    }

    /** What comes before the next CRLF, when there is no other LF before. */
    private @Nullable String line() {
        int end = bytes.indexOf('\n', at);
        if (end <= at || bytes.charAt(end - 1) != '\r') {
            return null;
        }
        String line = bytes.substring(at, end - 1);
        at = end + 1;
        return line;
    }

    /** Requests of all forms, and some that two recipients might take apart differently; with | for CRLF. */
    private static final List<String> SAMPLES = List.of(
            "PUT /b/k?x=1 HTTP/1.1|Host: h|Content-Length: 5|X-Amz-Meta-A:  v w ||hello"
                    + "|POST /c HTTP/1.1|host:h|transfer-encoding: Chunked||3|abc|0A;ext=1|0123456789|0|Trailer: t||"
                    + "GET http://h/d?e HTTP/1.1|Host: h|Connection: keep-alive, Close||",
            "GET /a HTTP/1.1|Host: h||GET /b HTTP/1.1|Host: h||GET /c HTTP/1.0||",
            "PUT /a HTTP/1.1|Host: h|Expect: 100-continue|Content-Length: 2||okGET /b HTTP/1.1|Host: h||",
            "PUT /a HTTP/1.1|Host: h|Content-Length: 44|Transfer-Encoding: chunked||0||"
                    + "GET /smuggled HTTP/1.1|Host: h|X: y||",
            "HEAD /a HTTP/1.1|Host: h||DELETE /a HTTP/1.1|Host: h|Content-Length: 0||");

    /** What smuggling is done with. */
    static final List<String> WORDS = List.of(
            "Content-Length: 0\r\n",
            "Content-Length: 5\r\n",
            "Content-Length: +5\r\n",
            "Content-Length: 5, 5\r\n",
            "Content-Length : 5\r\n",
            "content-length:\t5\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Transfer-Encoding: identity\r\n",
            "Transfer-Encoding: chunked, identity\r\n",
            "Transfer-Encoding:\u000bchunked\r\n",
            "Transfer-Encoding\r\n",
            "Host: other\r\n",
            " http://h",
            " https://other:9000/",
            "Connection: close\r\n",
            "Expect: 100-continue\r\n",
            " HTTP/1.1\r\n",
            " HTTP/1.0\r\n",
            " HTTP/1.2\r\n",
            "\r\n folded\r\n",
            "\r\n\tfolded\r\n",
            "\n",
            "\r",
            "\n\n",
            "\r\r\n",
            "\u0000",
            "0\r\n\r\n",
            "0;a\r\n\r\n",
            "00\r\n\r\n",
            "fffffffffffffff\r\n",
            "10000000000000000\r\n",
            "0x0\r\n",
            "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n");

    static final Set<Integer> ANSWERS_TO_DOUBT = Set.of(400, 414, 431, 501, 505);

    static List<byte[]> samples() {
        return SAMPLES.stream()
                .map(text -> text.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }
}
