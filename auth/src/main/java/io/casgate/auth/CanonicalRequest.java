package io.casgate.auth;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request in the one form that client and server both arrive at. Octets, one per char.
 *
 * @param headers the signed headers' lines, each ending in a line feed
 * @param signedHeaders their names, separated by ';'
 * @param payload the value of x-amz-content-sha256
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">AWS: Task 1, Create a
 *     Canonical Request</a>
 */
record CanonicalRequest(
        String method, String path, String query, String headers, String signedHeaders, String payload) {
    private static final Pattern SPACES = Pattern.compile(" {2,}");

    /** The line of one signed header: values trimmed, runs of spaces made one, joined by commas; absent is empty. */
    static String headerLine(String name, List<String> values) {
        return name
                + ":"
                + values.stream()
                        .map(value -> SPACES.matcher(value.strip()).replaceAll(" "))
                        .collect(Collectors.joining(","))
                + "\n";
    }

    static String headerLines(List<String> names, Map<String, List<String>> headers) {
        StringBuilder lines = new StringBuilder();
        for (String name : names) {
            lines.append(headerLine(name, headers.getOrDefault(name, List.of())));
        }
        return lines.toString();
    }

    String text() {
        return method + "\n" + path + "\n" + query + "\n" + headers + "\n" + signedHeaders + "\n" + payload;
    }

    /** Of the text, in lower-case hexadecimal. */
    String sha256() {
        return Sha256.hex(text().getBytes(StandardCharsets.ISO_8859_1));
    }
}
