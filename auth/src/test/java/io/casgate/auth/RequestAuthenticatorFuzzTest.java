package io.casgate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whatever is done to a signed request: it is refused, or nobody's, or still means what was signed. A request is a line
 * each for the method, the path and the query, then one for each header.
 */
class RequestAuthenticatorFuzzTest implements FuzzTarget {
    private static final Identity ALICE = Identity.of("alice", "ALICEKEY", "alice's secret");
    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    private static final SigV4Signer SIGNER = new SigV4Signer(ALICE, "eu-central-1");
    private static final RequestAuthenticator AUTHENTICATOR = new RequestAuthenticator(
            () -> new Identities(List.of(ALICE)), "eu-central-1", ProxyTolerance.STRICT, () -> NOW);

    private static final List<SignedRequest> SIGNED = List.of(
            sign("PUT", "/bucket/a%20b", "", Map.of("x-amz-acl", List.of("private")), SigV4Signer.UNSIGNED_PAYLOAD),
            sign("GET", "/bucket", "list-type=2&prefix=a%2Fb+c", Map.of(), SigV4Signer.EMPTY_PAYLOAD),
            sign(
                    "PUT",
                    "/bucket/key",
                    "",
                    Map.of("x-amz-decoded-content-length", List.of("5")),
                    SigV4Signer.STREAMING_SIGNED),
            SIGNER.presign(
                    new SignedRequest("GET", "/bucket/key", "versionId=x", Map.of("host", List.of("h"))),
                    NOW,
                    Duration.ofHours(1)));

    private static SignedRequest sign(
            String method, String path, String query, Map<String, List<String>> headers, String payload) {
        Map<String, List<String>> all = new HashMap<>(headers);
        all.put("host", List.of("h"));
        return SIGNER.sign(new SignedRequest(method, path, query, all), NOW, payload);
    }

    @Override
    public List<byte[]> seeds() {
        return SIGNED.stream().map(RequestAuthenticatorFuzzTest::write).toList();
    }

    @Override
    public List<String> words() {
        return List.of(
                "AWS4-HMAC-SHA256 ",
                "AWS4-ECDSA-P256-SHA256 ",
                "AWS ALICEKEY:x",
                "Credential=",
                "SignedHeaders=host",
                "Signature=",
                "\nx-amz-date: ",
                "\nhost: h",
                "+9999990101T000000Z",
                "99991231T235959Z",
                "00000101T000000Z",
                "X-Amz-Expires=",
                "X-Amz-Signature=",
                "&X-Amz-Algorithm=AWS4-HMAC-SHA256",
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                "%2e%2e%2f");
    }

    @Override
    public void check(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        SignedRequest request = read(text.split("\n", -1));
        try {
            if (AUTHENTICATOR.authenticate(request) instanceof Authentication.Authenticated) {
                assertThat(SIGNED).map(RequestAuthenticatorFuzzTest::meaning).contains(meaning(request));
            }
        } catch (AuthException e) {
            assertThat(e).message().isNotBlank();
        }
    }

    private static byte[] write(SignedRequest request) {
        List<String> lines = new ArrayList<>(List.of(request.method(), request.rawPath(), request.rawQuery()));
        request.headers().forEach((name, values) -> values.forEach(value -> lines.add(name + ": " + value)));
        return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static SignedRequest read(String[] lines) {
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = 3; i < lines.length; i++) {
            String[] field = lines[i].split(":", 2);
            headers.computeIfAbsent(field[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(field[field.length - 1].strip());
        }
        return new SignedRequest(lines[0], lines.length < 2 ? "" : lines[1], lines.length < 3 ? "" : lines[2], headers);
    }

    /** All that the gateway goes by: the same however it is spelled. */
    private static SortedMap<String, String> meaning(SignedRequest request) {
        SortedMap<String, String> meaning = new TreeMap<>();
        meaning.put(":method", request.method());
        meaning.put(":path", UriEncoding.decodePath(request.rawPath()));
        meaning.put(":query", queryMeaning(request.rawQuery()));
        request.headers().forEach((name, values) -> {
            if (name.equals("host") || name.startsWith("x-amz-")) {
                meaning.put(name, values.stream().map(String::strip).collect(Collectors.joining(",")));
            }
        });
        return meaning;
    }

    private static String queryMeaning(String rawQuery) {
        return Stream.of(rawQuery.split("&", -1))
                .filter(Predicate.not(String::isEmpty))
                .map(parameter -> parameter.contains("=") ? parameter : parameter + "=")
                .map(UriEncoding::decodeQuery)
                .filter(parameter -> !parameter.startsWith(QueryString.SIGNATURE + "="))
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
