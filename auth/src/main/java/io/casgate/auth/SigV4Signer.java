package io.casgate.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Signs requests as a client does, with AWS Signature Version 4; shares its canonical form with
 * {@link RequestAuthenticator}. Safe for use by any number of threads.
 */
public final class SigV4Signer {
    /** The payload of a request without a body. */
    public static final String EMPTY_PAYLOAD = Sha256.EMPTY_HEX;

    public static final String UNSIGNED_PAYLOAD = PayloadHeader.UNSIGNED;
    public static final String STREAMING_SIGNED = PayloadHeader.STREAMING_SIGNED;
    public static final String STREAMING_SIGNED_TRAILER = PayloadHeader.STREAMING_SIGNED_TRAILER;
    public static final String STREAMING_UNSIGNED_TRAILER = PayloadHeader.STREAMING_UNSIGNED_TRAILER;

    /** Proxies and HTTP clients add or change these on the way. */
    private static final Set<String> NEVER_SIGNED =
            Set.of("authorization", "connection", "expect", "te", "transfer-encoding", "user-agent");

    private final Identity identity;
    private final String region;
    private final SigningKeys keys = new SigningKeys();

    public SigV4Signer(Identity identity, String region) {
        this.identity = identity;
        this.region = region;
    }

    /**
     * The request with x-amz-date, x-amz-content-sha256 and Authorization. Signs all its headers but those that change
     * on the way; Host must be among them.
     *
     * @param payload the body's SHA-256 in lower-case hexadecimal, or one of this class's constants
     */
    public SignedRequest sign(SignedRequest request, Instant time, String payload) {
        SignedRequest complete =
                request.withHeader("x-amz-date", RequestTime.basic(time)).withHeader(PayloadHeader.NAME, payload);
        CredentialScope scope = scope(time);
        List<String> signedHeaders = signedHeaders(complete);
        String authorization = SignatureClaim.ALGORITHM
                + " Credential=" + identity.accessKey() + "/" + scope
                + ",SignedHeaders=" + String.join(";", signedHeaders)
                + ",Signature=" + signature(complete, signedHeaders, time, payload);
        return complete.withHeader("authorization", authorization);
    }

    /** The request with a query that anyone may send it with, until {@code lifetime} after {@code time} is over. */
    public SignedRequest presign(SignedRequest request, Instant time, Duration lifetime) {
        List<String> signedHeaders = signedHeaders(request);
        String query = Stream.of(
                        request.rawQuery(),
                        "X-Amz-Algorithm=" + SignatureClaim.ALGORITHM,
                        "X-Amz-Credential=" + UriEncoding.encode(identity.accessKey() + "/" + scope(time)),
                        "X-Amz-Date=" + RequestTime.basic(time),
                        "X-Amz-Expires=" + lifetime.toSeconds(),
                        "X-Amz-SignedHeaders=" + UriEncoding.encode(String.join(";", signedHeaders)))
                .filter(piece -> !piece.isEmpty())
                .reduce((a, b) -> a + "&" + b)
                .orElseThrow();
        SignedRequest unsigned = request.withQuery(query);
        String signature = signature(unsigned, signedHeaders, time, UNSIGNED_PAYLOAD);
        return unsigned.withQuery(query + "&" + QueryString.SIGNATURE + "=" + signature);
    }

    /** Begins to sign the chunks of a request that {@link #sign} made with one of the signed streaming payloads. */
    public ChunkSigner chunks(SignedRequest signed) {
        SignatureClaim claim = SignatureParser.parse(signed, new QueryString(signed.rawQuery()));
        if (claim == null) {
            throw new IllegalArgumentException("A request that is not signed");
        }
        return new ChunkSeed(keys.get(identity, claim.scope()), claim).signer();
    }

    private CredentialScope scope(Instant time) {
        return new CredentialScope(RequestTime.day(RequestTime.basic(time)), region);
    }

    private static List<String> signedHeaders(SignedRequest request) {
        return request.headers().keySet().stream()
                .filter(name -> !NEVER_SIGNED.contains(name))
                .sorted()
                .toList();
    }

    private String signature(SignedRequest request, List<String> signedHeaders, Instant time, String payload) {
        CanonicalRequest canonical = new CanonicalRequest(
                request.method(),
                CanonicalForms.canonical(request.rawPath()),
                new QueryString(request.rawQuery()).canonical(),
                CanonicalRequest.headerLines(signedHeaders, request.headers()),
                String.join(";", signedHeaders),
                payload);
        CredentialScope scope = scope(time);
        return keys.get(identity, scope).sign(SignatureClaim.stringToSign(RequestTime.basic(time), scope, canonical));
    }
}
