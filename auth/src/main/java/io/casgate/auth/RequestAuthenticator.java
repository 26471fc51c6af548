package io.casgate.auth;

import io.casgate.auth.SignatureClaim.Origin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Finds out who sent a request, by AWS Signature Version 4 as S3 uses it: in the Authorization header or presigned in
 * the query, with every form of payload. Safe for use by any number of threads; never blocks.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">AWS:
 *     Authenticating Requests (AWS Signature Version 4)</a>
 */
public final class RequestAuthenticator {
    /** Where a client asks for a bucket's region, it may not know the region to sign for. */
    private static final String REGION_OF_THE_IGNORANT = "us-east-1";

    private final Supplier<Identities> identities;
    private final String region;
    private final ProxyTolerance tolerance;
    private final InstantSource clock;
    private final SigningKeys keys = new SigningKeys();

    /**
     * @param identities asked at every request, so that they may change
     * @param region for which requests must be signed; GetBucketLocation may also be signed for us-east-1
     */
    public RequestAuthenticator(
            Supplier<Identities> identities, String region, ProxyTolerance tolerance, InstantSource clock) {
        this.identities = identities;
        this.region = region;
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /**
     * Verifies the signature over the request's head. What is said of the body is only taken note of: who reads the body
     * holds it to the {@link PayloadMode}.
     *
     * @throws AuthException when the request must be refused
     */
    public Authentication authenticate(SignedRequest request) {
        QueryString query = new QueryString(request.rawQuery());
        SignatureClaim claim = SignatureParser.parse(request, query);
        if (claim == null) {
            return new Authentication.Anonymous(anonymousPayload(request));
        }
        requireRegion(claim, query);
        Identity identity = identityOf(claim.accessKey());
        refuseSessionTokens(request, query);
        requireTimely(claim);
        requireSigned(request, claim);

        SigningKey key = keys.get(identity, claim.scope());
        String declared = declaredPayload(request, query, claim);
        PayloadMode payload = PayloadHeader.parse(declared, () -> new ChunkSeed(key, claim));
        verify(new CanonicalForms(request, query, claim), declared, claim, key);
        return new Authentication.Authenticated(identity, payload);
    }

    /**
     * Verifies the signature over the policy of a browser-based upload; a form without policy and signature is nobody's.
     * How long the form is good for, the policy says.
     *
     * @throws AuthException when the form must be refused
     */
    public Requester authenticate(FormFields form) {
        FormSignature signature = FormSignature.parse(form);
        if (signature == null) {
            return new Requester.Anonymous();
        }
        Identity identity = identityOf(signature.accessKey());
        refuseSessionToken(Objects.requireNonNullElse(form.get("x-amz-security-token"), ""));
        switch (signature) {
            case FormSignature.Version4(SignatureClaim claim, String policy) -> {
                requireRegion(claim, new QueryString(""));
                SigningKey key = keys.get(identity, claim.scope());
                requireSigned(Signatures.equal(key.sign(policy), claim.signature()), signature, claim.signature());
            }
            case FormSignature.Version2 old -> requireSigned(old.isBy(identity), old, old.signature());
        }
        return new Requester.Known(identity);
    }

    private static void requireSigned(boolean signed, FormSignature form, String signature) {
        if (!signed) {
            throw Signatures.mismatch(form.accessKey(), form.policy(), signature);
        }
    }

    private static PayloadMode anonymousPayload(SignedRequest request) {
        String declared = Objects.requireNonNullElse(request.header(PayloadHeader.NAME), PayloadHeader.UNSIGNED);
        return PayloadHeader.parse(declared.strip(), () -> {
            throw new AuthException(
                    AuthException.Kind.ACCESS_DENIED, "Signed chunks need a request that is signed itself");
        });
    }

    private void requireRegion(SignatureClaim claim, QueryString query) {
        String signedFor = claim.scope().region();
        if (signedFor.equals(region) || (signedFor.equals(REGION_OF_THE_IGNORANT) && query.has("location"))) {
            return;
        }
        throw claim.origin()
                .malformed("the region '" + signedFor + "' is wrong; expecting '" + region + "'")
                .with("Region", region);
    }

    private Identity identityOf(String accessKey) {
        Identity identity = identities.get().byAccessKey(accessKey);
        if (identity == null) {
            throw new AuthException(
                            AuthException.Kind.INVALID_ACCESS_KEY_ID,
                            "The AWS Access Key Id you provided does not exist in our records.")
                    .with("AWSAccessKeyId", accessKey);
        }
        return identity;
    }

    /** Identities have no sessions here: a token means that the client believes to be someone else. */
    private static void refuseSessionTokens(SignedRequest request, QueryString query) {
        refuseSessionToken(Objects.requireNonNullElseGet(
                request.header("x-amz-security-token"),
                () -> Objects.requireNonNullElse(query.first("X-Amz-Security-Token"), "")));
    }

    private static void refuseSessionToken(String token) {
        if (!token.isEmpty()) {
            throw new AuthException(
                            AuthException.Kind.INVALID_TOKEN, "The provided token is malformed or otherwise invalid.")
                    .with("Token-0", token);
        }
    }

    private void requireTimely(SignatureClaim claim) {
        Instant now = clock.instant();
        switch (claim.origin()) {
            case HEADER -> requireSmallSkew(claim, now);
            case QUERY -> requireUnexpired(claim, now);
            case FORM -> {}
        }
    }

    private static void requireSmallSkew(SignatureClaim claim, Instant now) {
        if (Duration.between(claim.signedAt(), now).abs().compareTo(claim.lifetime()) > 0) {
            throw new AuthException(
                            AuthException.Kind.REQUEST_TIME_TOO_SKEWED,
                            "The difference between the request time and the current time is too large.")
                    .with("RequestTime", claim.timestamp())
                    .with("ServerTime", seconds(now))
                    .with(
                            "MaxAllowedSkewMilliseconds",
                            Long.toString(claim.lifetime().toMillis()));
        }
    }

    private static void requireUnexpired(SignatureClaim claim, Instant now) {
        if (claim.signedAt().isAfter(now.plus(SignatureClaim.MAX_SKEW))) {
            throw new AuthException(AuthException.Kind.ACCESS_DENIED, "Request is not valid yet")
                    .with("X-Amz-Date", claim.timestamp())
                    .with("ServerTime", seconds(now));
        }
        Instant expires = claim.signedAt().plus(claim.lifetime());
        if (now.isAfter(expires)) {
            throw new AuthException(AuthException.Kind.ACCESS_DENIED, "Request has expired")
                    .with("X-Amz-Expires", Long.toString(claim.lifetime().toSeconds()))
                    .with("Expires", seconds(expires))
                    .with("ServerTime", seconds(now));
        }
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * Whoever carries a signed request may not add to it: Host and all x-amz- headers must be signed. The one exception
     * is x-amz-content-sha256, because the canonical request ends in its value anyway.
     */
    private static void requireSigned(SignedRequest request, SignatureClaim claim) {
        SortedSet<String> unsigned = request.headers().keySet().stream()
                .filter(name -> name.startsWith("x-amz-") && !name.equals(PayloadHeader.NAME))
                .filter(name -> !claim.signedHeaders().contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!claim.signedHeaders().contains("host")) {
            unsigned.add("host");
        }
        if (!unsigned.isEmpty()) {
            throw new AuthException(
                            AuthException.Kind.ACCESS_DENIED,
                            "There were headers present in the request which were not signed")
                    .with("HeadersNotSigned", String.join(", ", unsigned));
        }
    }

    /** What the request says of its body; of a presigned one, nothing is expected. */
    private static String declaredPayload(SignedRequest request, QueryString query, SignatureClaim claim) {
        String header = request.header(PayloadHeader.NAME);
        if (header != null) {
            return header.strip();
        }
        if (claim.origin() == Origin.QUERY) {
            return Objects.requireNonNullElse(query.first("X-Amz-Content-Sha256"), PayloadHeader.UNSIGNED);
        }
        throw new AuthException(
                AuthException.Kind.INVALID_REQUEST, "Missing required header for this request: x-amz-content-sha256");
    }

    private void verify(CanonicalForms forms, String declaredPayload, SignatureClaim claim, SigningKey key) {
        boolean signed = forms.of(declaredPayload, tolerance)
                .anyMatch(form -> Signatures.equal(key.sign(claim.stringToSign(form)), claim.signature()));
        if (!signed) {
            CanonicalRequest expected =
                    forms.of(declaredPayload, ProxyTolerance.STRICT).iterator().next();
            throw Signatures.mismatch(claim.accessKey(), claim.stringToSign(expected), claim.signature())
                    .with("CanonicalRequest", expected.text())
                    .with("CanonicalRequestBytes", Signatures.dump(expected.text()));
        }
    }
}
