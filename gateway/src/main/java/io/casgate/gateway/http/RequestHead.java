package io.casgate.gateway.http;

import static io.casgate.gateway.http.MalformedRequestException.malformed;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request line and its header fields, checked as strictly as RFC 9112 allows: whatever two recipients could frame
 * differently (sections 5.1, 5.2, 6.1, 6.3 and 11.2) is refused. Bytes beyond ASCII are kept as ISO 8859-1 characters.
 *
 * @param rawPath from the target in origin-form, or in absolute-form without its authority
 * @param bodyLength Content-Length, 0 without a body, {@link RequestBody#CHUNKED} for the chunked transfer coding
 * @param persistent whether the client lets the connection be used again
 * @param expectsContinue also before an empty body, where RFC 9110 lets a server leave 100 Continue out: botocore then
 *     takes the status for that of the next request on the connection too
 */
record RequestHead(
        String method,
        String rawPath,
        String rawQuery,
        Headers headers,
        long bodyLength,
        boolean persistent,
        boolean expectsContinue) {
    private static final int MAX_FIELDS = 256;
    private static final int MAX_METHOD = 16;

    /** Parses lines that end in CRLF; the empty line that ends the head is not among them. */
    static RequestHead parse(String head) {
        int end = head.indexOf("\r\n");
        String[] line = splitRequestLine(head.substring(0, end));
        boolean http11 = isHttp11(line[2]);
        Headers headers = parseFields(head, end + 2);
        requireHost(headers, http11);
        long bodyLength = bodyLength(headers, http11);
        String target = originForm(line[1]);
        requireSameHost(line[1], headers.first("Host"));
        int question = target.indexOf('?');
        return new RequestHead(
                line[0],
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                headers,
                bodyLength,
                http11 && !hasToken(headers, "Connection", "close"),
                http11 && expectsContinue(headers));
    }

    private static String[] splitRequestLine(String line) {
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        if (first <= 0 || last <= first + 1) {
            throw malformed("The request line is not of the form METHOD SP TARGET SP VERSION.");
        }
        String method = line.substring(0, first);
        if (method.length() > MAX_METHOD || !method.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            throw malformed("The method is not a word of capital letters.");
        }
        String target = line.substring(first + 1, last);
        if (target.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw malformed("The request target has a space or control character in it.");
        }
        return new String[] {method, target, line.substring(last + 1)};
    }

    private static boolean isHttp11(String version) {
        return switch (version) {
            case "HTTP/1.1" -> true;
            case "HTTP/1.0" -> false;
            default -> throw new MalformedRequestException(Refusal.UNKNOWN_VERSION, "Only HTTP/1.1 is spoken here.");
        };
    }

    private static String originForm(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        String lower = target.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
            throw malformed("The request target is neither a path nor an http URL.");
        }
        int authority = target.indexOf("//") + 2;
        int path = target.indexOf('/', authority);
        int query = target.indexOf('?', authority);
        if (path >= 0 && (query < 0 || path < query)) {
            return target.substring(path);
        }
        return query < 0 ? "/" : "/" + target.substring(query);
    }

    /** A URL as target outdoes Host (RFC 9112, section 3.2.2), which is what is signed: they have to say the same. */
    private static void requireSameHost(String target, @Nullable String host) {
        String authority = target.startsWith("/") ? null : target.split("[/?]", 4)[2];
        if (authority != null && host != null && !authority.equalsIgnoreCase(host)) {
            throw malformed("The request target names another host than the Host header.");
        }
    }

    private static Headers parseFields(String head, int from) {
        Headers.Builder headers = Headers.builder();
        int fields = 0;
        for (int start = from; start < head.length(); ) {
            if (++fields > MAX_FIELDS) {
                throw new MalformedRequestException(
                        Refusal.HEADERS_TOO_LARGE, "There are more than " + MAX_FIELDS + " header fields.");
            }
            int end = head.indexOf("\r\n", start);
            addField(headers, head.substring(start, end));
            start = end + 2;
        }
        return headers.build();
    }

    private static void addField(Headers.Builder headers, String line) {
        int colon = line.indexOf(':');
        if (colon <= 0 || !isToken(line, colon)) {
            throw malformed("A header line does not begin with a name and a colon; folded lines are not taken.");
        }
        String value = stripOptionalSpace(line, colon + 1);
        if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f))) {
            throw malformed("A header value has a control character in it.");
        }
        headers.add(line.substring(0, colon), value);
    }

    private static String stripOptionalSpace(String line, int from) {
        int start = from;
        int end = line.length();
        while (start < end && isOptionalSpace(line.charAt(start))) {
            start++;
        }
        while (end > start && isOptionalSpace(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(start, end);
    }

    private static boolean isOptionalSpace(char c) {
        return c == ' ' || c == '\t';
    }

    /** Whether the first {@code length} characters are a token of RFC 9110, section 5.6.2. */
    private static boolean isToken(String text, int length) {
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!word && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static void requireHost(Headers headers, boolean http11) {
        int hosts = headers.all("Host").size();
        if (hosts > 1 || (http11 && hosts == 0)) {
            throw malformed("A request has exactly one Host header.");
        }
    }

    private static long bodyLength(Headers headers, boolean http11) {
        List<String> lengths = headers.all("Content-Length");
        List<String> codings = headers.all("Transfer-Encoding");
        if (codings.isEmpty()) {
            return lengths.isEmpty() ? 0 : contentLength(lengths);
        }
        if (!lengths.isEmpty() || !http11) {
            throw malformed("Transfer-Encoding goes neither with Content-Length nor with HTTP/1.0.");
        }
        if (codings.size() > 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
            throw new MalformedRequestException(
                    Refusal.UNKNOWN_TRANSFER_CODING, "The only transfer coding taken is chunked.");
        }
        return RequestBody.CHUNKED;
    }

    private static long contentLength(List<String> lengths) {
        String length = lengths.getFirst();
        boolean digits = !length.isEmpty() && length.chars().allMatch(c -> c >= '0' && c <= '9');
        if (lengths.size() > 1 || !digits || length.length() > 18) {
            throw malformed("Content-Length is not one decimal number.");
        }
        return Long.parseLong(length);
    }

    /** Other expectations are let be, which RFC 9110 (section 10.1.1) leaves to the server, and which S3 does. */
    private static boolean expectsContinue(Headers headers) {
        return hasToken(headers, "Expect", "100-continue");
    }

    private static boolean hasToken(Headers headers, String name, String token) {
        return headers.all(name).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .anyMatch(item -> item.strip().equalsIgnoreCase(token));
    }
}
