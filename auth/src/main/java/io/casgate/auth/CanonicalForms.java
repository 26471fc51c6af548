package io.casgate.auth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The canonical requests that a client may rightly have signed, for a request that arrived. The first is AWS's own.
 *
 * <p>The others exist because clients do not agree on what to escape: AWS decodes path and query and encodes them anew,
 * which makes the client's choice immaterial unless it signs its own choice. So the path and the query as they were sent
 * count too. Neither reading lets a third party change what a request means: one covers the very octets on the wire, the
 * other all that decode to the same octets, provided that the gateway decodes as {@link UriEncoding} does. A presigned URL covers its body either as declared or as
 * {@code UNSIGNED-PAYLOAD}: clients differ in that as well, and the declared form is checked against the body anyway.
 */
final class CanonicalForms {
    private static final List<String> KNOWN_ACCEPT_ENCODINGS = List.of("identity", "gzip", "");

    private final SignedRequest request;
    private final QueryString query;
    private final SignatureClaim claim;

    CanonicalForms(SignedRequest request, QueryString query, SignatureClaim claim) {
        this.request = request;
        this.query = query;
        this.claim = claim;
    }

    /** Made one by one, as they are asked for: for each payload four at most, and 19 more when proxies are tolerated. */
    Stream<CanonicalRequest> of(String declaredPayload, ProxyTolerance tolerance) {
        List<String> payloads = claim.origin() == SignatureClaim.Origin.QUERY
                ? distinct(declaredPayload, PayloadHeader.UNSIGNED)
                : List.of(declaredPayload);
        return payloads.stream().flatMap(payload -> Stream.concat(spellings(payload), proxied(payload, tolerance)));
    }

    private Stream<CanonicalRequest> spellings(String payload) {
        String path = request.rawPath();
        return distinct(query.canonical(), query.asSent()).stream()
                .flatMap(query -> distinct(canonical(path), path).stream()
                        .map(spelling -> form(spelling, query, request.headers(), payload)));
    }

    /** In AWS's spelling only: clients that sign another are rare, and so are proxies that rewrite signed headers. */
    private Stream<CanonicalRequest> proxied(String payload, ProxyTolerance tolerance) {
        return switch (tolerance) {
            case STRICT -> Stream.empty();
            case HOST_PORT_AND_ACCEPT_ENCODING ->
                signedVariants("host", this::hosts)
                        .flatMap(host -> signedVariants("accept-encoding", () -> KNOWN_ACCEPT_ENCODINGS)
                                .map(encoding -> with(with(request.headers(), host), encoding)))
                        .skip(1)
                        .map(headers -> form(canonical(request.rawPath()), query.canonical(), headers, payload));
        };
    }

    static String canonical(String rawPath) {
        return UriEncoding.encodePath(UriEncoding.decodePath(rawPath));
    }

    private CanonicalRequest form(String path, String query, Map<String, List<String>> headers, String payload) {
        return new CanonicalRequest(
                request.method(),
                path,
                query,
                CanonicalRequest.headerLines(claim.signedHeaders(), headers),
                String.join(";", claim.signedHeaders()),
                payload);
    }

    /** As it came, then as it may have been sent; a header that is not signed only as it came. */
    private Stream<Map.Entry<String, List<String>>> signedVariants(String name, Supplier<List<String>> values) {
        Stream<List<String>> asItCame = Stream.of(request.headers().getOrDefault(name, List.of()));
        Stream<List<String>> others =
                claim.signedHeaders().contains(name) ? values.get().stream().map(List::of) : Stream.empty();
        return Stream.concat(asItCame, others).distinct().map(value -> Map.entry(name, value));
    }

    private List<String> hosts() {
        String host = Objects.requireNonNullElse(request.header("host"), "").toLowerCase(Locale.ROOT);
        String name = host.replaceFirst(":[0-9]*$", "");
        List<String> hosts = new ArrayList<>(List.of(name, name + ":80", name + ":443"));
        String forwarded = request.header("x-forwarded-port");
        if (forwarded != null && forwarded.matches("[0-9]{1,5}")) {
            hosts.add(name + ":" + forwarded);
        }
        return hosts;
    }

    private static Map<String, List<String>> with(
            Map<String, List<String>> headers, Map.Entry<String, List<String>> change) {
        Map<String, List<String>> changed = new HashMap<>(headers);
        changed.put(change.getKey(), change.getValue());
        return changed;
    }

    private static List<String> distinct(String first, String second) {
        return first.equals(second) ? List.of(first) : List.of(first, second);
    }
}
