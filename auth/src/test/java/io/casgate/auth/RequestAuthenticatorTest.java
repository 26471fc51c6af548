package io.casgate.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.casgate.auth.AuthException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.assertj.core.api.AbstractObjectAssert;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestAuthenticatorTest {
    private static final Instant SIGNED_AT = Instant.parse("2026-11-20T09:00:00Z");
    private static final Identity ALICE = Identity.of("alice", "AKALICE", "alice's secret");
    private static final Identity BOB = Identity.of("bob", "AKBOB", "bob's secret");
    private static final String HASH = SigV4Signer.EMPTY_PAYLOAD;

    private final SigV4Signer signer = new SigV4Signer(ALICE, "eu-test-1");
    private final SignedRequest plain =
            new SignedRequest("GET", "/bucket/key", "", Map.of("host", List.of("s3.example.com")));

    private Instant now = SIGNED_AT;
    private ProxyTolerance tolerance = ProxyTolerance.STRICT;

    private Authentication authenticate(SignedRequest request) {
        return new RequestAuthenticator(() -> new Identities(List.of(ALICE, BOB)), "eu-test-1", tolerance, () -> now)
                .authenticate(request);
    }

    private AbstractObjectAssert<?, AuthException> refused(SignedRequest request, Kind kind) {
        return assertThatThrownBy(() -> authenticate(request))
                .asInstanceOf(type(AuthException.class))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(kind));
    }

    private SignedRequest signed() {
        return signer.sign(plain, SIGNED_AT, HASH);
    }

    private SignedRequest presigned() {
        return signer.presign(plain, SIGNED_AT, Duration.ofHours(1));
    }

    private static SignedRequest without(SignedRequest request, String header) {
        Map<String, List<String>> headers = new HashMap<>(request.headers());
        headers.remove(header);
        return new SignedRequest(request.method(), request.rawPath(), request.rawQuery(), headers);
    }

    private static SignedRequest replaceInAuthorization(SignedRequest request, String from, String to) {
        String authorization = Objects.requireNonNull(request.header("authorization"));
        assertThat(authorization).contains(from);
        return request.withHeader("authorization", authorization.replace(from, to));
    }

    private static SignedRequest replaceInQuery(SignedRequest request, String from, String to) {
        assertThat(request.rawQuery()).contains(from);
        return request.withQuery(request.rawQuery().replace(from, to));
    }

    /** Signed by ALICE at SIGNED_AT, over a canonical request with this path and query. */
    private static SignedRequest handSigned(SignedRequest request, String names, String path, String query) {
        CanonicalRequest canonical = new CanonicalRequest(
                request.method(),
                path,
                query,
                CanonicalRequest.headerLines(List.of(names.split(";", -1)), request.headers()),
                names,
                HASH);
        CredentialScope scope = new CredentialScope("20261120", "eu-test-1");
        String signature = SigningKey.derive(ALICE.secretKey(), scope)
                .sign(SignatureClaim.stringToSign("20261120T090000Z", scope, canonical));
        return request.withHeader(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=AKALICE/" + scope + ", SignedHeaders=" + names + ", Signature="
                        + signature);
    }

    @Nested
    class Who {
        @Test
        void signedRequestsAreTheirSigners() {
            assertThat(authenticate(signed()))
                    .isEqualTo(new Authentication.Authenticated(ALICE, new PayloadMode.Hashed(HASH)));
            assertThat(authenticate(new SigV4Signer(BOB, "eu-test-1").sign(plain, SIGNED_AT, HASH)))
                    .isEqualTo(new Authentication.Authenticated(BOB, new PayloadMode.Hashed(HASH)));
        }

        @Test
        void unsignedRequestsAreAnonymous() {
            assertThat(authenticate(plain)).isEqualTo(new Authentication.Anonymous(new PayloadMode.Unsigned()));
        }

        @Test
        void anEmptyAuthorizationIsNone() {
            assertThat(authenticate(plain.withHeader("authorization", " ")))
                    .isEqualTo(new Authentication.Anonymous(new PayloadMode.Unsigned()));
        }

        @Test
        void unknownAccessKey() {
            SigV4Signer stranger = new SigV4Signer(Identity.of("eve", "AKEVE", "s"), "eu-test-1");

            refused(stranger.sign(plain, SIGNED_AT, HASH), Kind.INVALID_ACCESS_KEY_ID)
                    .satisfies(refusal -> assertThat(refusal.details()).containsEntry("AWSAccessKeyId", "AKEVE"));
        }

        @Test
        void wrongSecret() {
            SigV4Signer impostor = new SigV4Signer(Identity.of("eve", "AKALICE", "a guess"), "eu-test-1");

            refused(impostor.sign(plain, SIGNED_AT, HASH), Kind.SIGNATURE_DOES_NOT_MATCH);
            refused(impostor.presign(plain, SIGNED_AT, Duration.ofHours(1)), Kind.SIGNATURE_DOES_NOT_MATCH);
        }

        @Test
        void aChangedSecretIsNotRemembered() {
            Identity renewed = Identity.of("alice", "AKALICE", "another secret");
            Identities[] current = {new Identities(List.of(ALICE))};
            RequestAuthenticator authenticator =
                    new RequestAuthenticator(() -> current[0], "eu-test-1", tolerance, () -> now);
            authenticator.authenticate(signed());

            current[0] = new Identities(List.of(renewed));

            assertThatThrownBy(() -> authenticator.authenticate(signed())).isInstanceOf(AuthException.class);
            authenticator.authenticate(new SigV4Signer(renewed, "eu-test-1").sign(plain, SIGNED_AT, HASH));
        }

        @Test
        void sessionTokensBelongToNobody() {
            SignedRequest withToken = plain.withHeader("x-amz-security-token", "token");

            refused(signer.sign(withToken, SIGNED_AT, HASH), Kind.INVALID_TOKEN);
            refused(
                    signer.presign(plain.withQuery("X-Amz-Security-Token=token"), SIGNED_AT, Duration.ofHours(1)),
                    Kind.INVALID_TOKEN);
        }
    }

    @Nested
    class WhatIsSigned {
        @Test
        void theMismatchExplainsItself() {
            refused(
                    replaceInQuery(
                            signer.presign(plain.withQuery("a=1"), SIGNED_AT, Duration.ofHours(1)), "a=1", "a=2"),
                    Kind.SIGNATURE_DOES_NOT_MATCH);
            SignedRequest changed = signed().withHeader("x-amz-date", "20261120T090001Z");

            refused(changed, Kind.SIGNATURE_DOES_NOT_MATCH).satisfies(refusal -> {
                assertThat(refusal.details().keySet())
                        .containsExactly(
                                "AWSAccessKeyId",
                                "StringToSign",
                                "SignatureProvided",
                                "StringToSignBytes",
                                "CanonicalRequest",
                                "CanonicalRequestBytes");
                assertThat(refusal.details().get("CanonicalRequest"))
                        .isEqualTo("GET\n/bucket/key\n\nhost:s3.example.com\nx-amz-content-sha256:" + HASH
                                + "\nx-amz-date:20261120T090001Z\n\nhost;x-amz-content-sha256;x-amz-date\n" + HASH);
                assertThat(refusal.details().get("StringToSign"))
                        .startsWith("AWS4-HMAC-SHA256\n20261120T090001Z\n20261120/eu-test-1/s3/aws4_request\n");
                assertThat(refusal.details().get("StringToSignBytes")).startsWith("41 57 53 34 2d 48");
                assertThat(refusal.details().get("CanonicalRequestBytes")).startsWith("47 45 54 0a 2f");
            });
        }

        @Test
        void methodPathQueryAndSignedHeadersCannotBeChanged() {
            SignedRequest signed =
                    signer.sign(plain.withQuery("versionId=1").withHeader("x-amz-meta-a", "b"), SIGNED_AT, HASH);
            authenticate(signed);

            refused(
                    new SignedRequest("PUT", signed.rawPath(), signed.rawQuery(), signed.headers()),
                    Kind.SIGNATURE_DOES_NOT_MATCH);
            refused(
                    new SignedRequest("GET", "/bucket/key2", signed.rawQuery(), signed.headers()),
                    Kind.SIGNATURE_DOES_NOT_MATCH);
            refused(
                    new SignedRequest("GET", "/bucket//key", signed.rawQuery(), signed.headers()),
                    Kind.SIGNATURE_DOES_NOT_MATCH);
            refused(signed.withQuery("versionId=2"), Kind.SIGNATURE_DOES_NOT_MATCH);
            refused(signed.withQuery("versionId=1&acl"), Kind.SIGNATURE_DOES_NOT_MATCH);
            refused(signed.withQuery(""), Kind.SIGNATURE_DOES_NOT_MATCH);
            refused(signed.withHeader("x-amz-meta-a", "c"), Kind.SIGNATURE_DOES_NOT_MATCH);
            refused(without(signed, "x-amz-meta-a"), Kind.SIGNATURE_DOES_NOT_MATCH);
            refused(signed.withHeader("host", "s4.example.com"), Kind.SIGNATURE_DOES_NOT_MATCH);
            refused(signed.withHeader("x-amz-content-sha256", "UNSIGNED-PAYLOAD"), Kind.SIGNATURE_DOES_NOT_MATCH);
        }

        @Test
        void amzHeadersMayNotBeAdded() {
            refused(
                            signed().withHeader("x-amz-copy-source", "a/b").withHeader("x-amz-acl", "private"),
                            Kind.ACCESS_DENIED)
                    .satisfies(refusal -> {
                        assertThat(refusal)
                                .hasMessage("There were headers present in the request which were not signed");
                        assertThat(refusal.details()).containsEntry("HeadersNotSigned", "x-amz-acl, x-amz-copy-source");
                    });
            refused(presigned().withHeader("x-amz-tagging", "a=b"), Kind.ACCESS_DENIED)
                    .satisfies(refusal ->
                            assertThat(refusal.details()).containsEntry("HeadersNotSigned", "x-amz-tagging"));
        }

        @Test
        void otherHeadersMayBeAdded() {
            authenticate(signed().withHeader("x-amzn-trace-id", "1").withHeader("user-agent", "proxy"));
        }

        @Test
        void hostMustBeSigned() {
            refused(signer.sign(without(plain, "host"), SIGNED_AT, HASH), Kind.ACCESS_DENIED)
                    .satisfies(refusal -> assertThat(refusal.details()).containsEntry("HeadersNotSigned", "host"));
        }

        @Test
        void severalValuesOfOneHeader() {
            Map<String, List<String>> headers = new HashMap<>(plain.headers());
            headers.put("x-amz-meta-a", List.of(" one", "two  three "));
            SignedRequest signed = signer.sign(new SignedRequest("GET", "/", "", headers), SIGNED_AT, HASH);

            authenticate(signed);
            authenticate(signed.withHeader("x-amz-meta-a", "one,two three"));
            refused(signed.withHeader("x-amz-meta-a", "one,twothree"), Kind.SIGNATURE_DOES_NOT_MATCH);
        }
    }

    @Nested
    class Encodings {
        @ParameterizedTest
        @CsvSource({
            "/b/%2B,/b/+",
            "/b/%28a%29,/b/(a)",
            "/b/a%2Fb,/b/a/b",
            "/b/%c3%a4,/b/%C3%A4",
            "/b/%41,/b/A",
            "/b/100%,/b/100%25",
            "/b/%zz%4,/b/%25zz%254"
        })
        void howAPathIsEscapedDoesNotMatter(String one, String other) {
            for (String path : List.of(one, other)) {
                SignedRequest signed =
                        signer.sign(new SignedRequest("GET", path, "", plain.headers()), SIGNED_AT, HASH);

                authenticate(new SignedRequest("GET", one, "", signed.headers()));
                authenticate(new SignedRequest("GET", other, "", signed.headers()));
            }
        }

        @ParameterizedTest
        @CsvSource({"prefix=a%20b,prefix=a+b", "prefix=%2f,prefix=/", "a=1&b=2,b=2&a=1", "acl,acl=", "&a=1&,a=1"})
        void howAQueryIsWrittenDoesNotMatter(String one, String other) {
            for (String query : List.of(one, other)) {
                SignedRequest signed = signer.sign(plain.withQuery(query), SIGNED_AT, HASH);

                authenticate(signed.withQuery(one));
                authenticate(signed.withQuery(other));
            }
        }

        /** The canonical request of a client that signs what it sends, escaped as it pleases. */
        @ParameterizedTest
        @CsvSource({
            "/b/a+(b), '', /b/a+(b), ''",
            "/b/a%2Fb, '', /b/a%2Fb, ''",
            "/b/%c3%a4, '', /b/%c3%a4, ''",
            "/b, prefix=a/b&acl, /b, acl=&prefix=a/b"
        })
        void whatWasSentMayBeWhatWasSigned(String path, String query, String signedPath, String signedQuery) {
            SignedRequest sent = signer.sign(new SignedRequest("GET", path, query, plain.headers()), SIGNED_AT, HASH);
            authenticate(handSigned(sent, "host;x-amz-content-sha256;x-amz-date", signedPath, signedQuery));
        }

        @Test
        void aPlusInAQueryIsASpaceAndNothingElse() {
            SignedRequest signed = signer.sign(plain.withQuery("prefix=a%2Bb"), SIGNED_AT, HASH);

            refused(signed.withQuery("prefix=a+b"), Kind.SIGNATURE_DOES_NOT_MATCH);
        }

        @Test
        void anyKeyAnyEscaping() {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(20261120);
            for (int round = 0; round < 500; round++) {
                String octets = randomOctets(random);
                SignedRequest request = new SignedRequest(
                                "PUT",
                                "/bucket/" + escapeSome(random, octets),
                                "prefix=" + escapeSome(random, octets),
                                plain.headers())
                        .withHeader("x-amz-meta-octets", octets.replaceAll("[\\x00-\\x1F]", "?"));

                SignedRequest signed = signer.sign(request, SIGNED_AT, SigV4Signer.UNSIGNED_PAYLOAD);
                authenticate(signed);
                authenticate(signer.presign(request, SIGNED_AT, Duration.ofDays(7)));
                authenticate(new SignedRequest(
                        "PUT",
                        "/bucket/" + escapeSome(random, octets),
                        "prefix=" + escapeSome(random, octets),
                        signed.headers()));
                refused(
                        new SignedRequest("PUT", signed.rawPath() + "x", signed.rawQuery(), signed.headers()),
                        Kind.SIGNATURE_DOES_NOT_MATCH);
            }
        }

        private static String randomOctets(RandomGenerator random) {
            return random.ints(random.nextInt(30), 0, 256)
                    .collect(StringBuilder::new, (text, octet) -> text.append((char) octet), StringBuilder::append)
                    .toString();
        }

        /** Escapes what has a meaning in paths and queries, and half of the rest, in either case. */
        private static String escapeSome(RandomGenerator random, String octets) {
            StringBuilder wire = new StringBuilder();
            for (int i = 0; i < octets.length(); i++) {
                char octet = octets.charAt(i);
                if ("%+&=?#".indexOf(octet) >= 0 || random.nextBoolean()) {
                    wire.append(String.format(random.nextBoolean() ? "%%%02x" : "%%%02X", (int) octet));
                } else {
                    wire.append(octet);
                }
            }
            return wire.toString();
        }
    }

    @Nested
    class Payloads {
        @Test
        void everyFormIsTold() {
            assertThat(payload(SigV4Signer.UNSIGNED_PAYLOAD)).isEqualTo(new PayloadMode.Unsigned());
            assertThat(payload(SigV4Signer.STREAMING_SIGNED)).isInstanceOf(PayloadMode.StreamingSigned.class);
            assertThat(payload(SigV4Signer.STREAMING_SIGNED_TRAILER))
                    .isInstanceOf(PayloadMode.StreamingSignedTrailer.class);
            assertThat(payload(SigV4Signer.STREAMING_UNSIGNED_TRAILER))
                    .isEqualTo(new PayloadMode.StreamingUnsignedTrailer());
            assertThat(payload(HASH.toUpperCase(Locale.ROOT))).isEqualTo(new PayloadMode.Hashed(HASH));
        }

        private PayloadMode payload(String header) {
            return authenticate(signer.sign(plain, SIGNED_AT, header)).payload();
        }

        @Test
        void anonymousRequestsHaveThemToo() {
            assertThat(authenticate(plain.withHeader("x-amz-content-sha256", HASH)))
                    .isEqualTo(new Authentication.Anonymous(new PayloadMode.Hashed(HASH)));
            assertThat(authenticate(plain.withHeader("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER")))
                    .isEqualTo(new Authentication.Anonymous(new PayloadMode.StreamingUnsignedTrailer()));
            refused(plain.withHeader("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"), Kind.ACCESS_DENIED);
        }

        @Test
        void aMissingHeaderIsAskedFor() {
            refused(without(signed(), "x-amz-content-sha256"), Kind.INVALID_REQUEST)
                    .satisfies(refusal -> assertThat(refusal)
                            .hasMessage("Missing required header for this request: x-amz-content-sha256"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "abc", "STREAMING-PAYLOAD", "unsigned-payload"})
        void otherValuesAreInvalid(String header) {
            refused(signer.sign(plain, SIGNED_AT, header), Kind.INVALID_ARGUMENT)
                    .satisfies(refusal -> assertThat(refusal.details())
                            .containsEntry("ArgumentName", "x-amz-content-sha256")
                            .containsEntry("ArgumentValue", header));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD",
                    "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER"
                })
        void asymmetricSignaturesAreNotImplemented(String header) {
            refused(signer.sign(plain, SIGNED_AT, header), Kind.NOT_IMPLEMENTED);
        }

        @Test
        void aPresignedRequestMayDeclareItsBodyUnsigned() {
            assertThat(authenticate(presigned().withHeader("x-amz-content-sha256", HASH))
                            .payload())
                    .isEqualTo(new PayloadMode.Hashed(HASH));
            assertThat(authenticate(presigned()
                                    .withHeader("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"))
                            .payload())
                    .isEqualTo(new PayloadMode.StreamingUnsignedTrailer());
        }

        @Test
        void aPresignedBodyIsHeldToWhatTheQuerySays() {
            SignedRequest bound =
                    signer.presign(plain.withQuery("X-Amz-Content-Sha256=" + HASH), SIGNED_AT, Duration.ofHours(1));

            assertThat(authenticate(bound).payload()).isEqualTo(new PayloadMode.Hashed(HASH));
        }
    }

    @Nested
    class Time {
        @ParameterizedTest
        @ValueSource(longs = {-900, -1, 0, 1, 900})
        void clocksMayDifferByAQuarterOfAnHour(long seconds) {
            now = SIGNED_AT.plusSeconds(seconds);
            authenticate(signed());
        }

        @ParameterizedTest
        @ValueSource(longs = {-86_400, -901, 901, 86_400})
        void butNotByMore(long seconds) {
            now = SIGNED_AT.plusSeconds(seconds);

            refused(signed(), Kind.REQUEST_TIME_TOO_SKEWED)
                    .satisfies(refusal -> assertThat(refusal.details())
                            .containsEntry("RequestTime", "20261120T090000Z")
                            .containsEntry("ServerTime", now.toString())
                            .containsEntry("MaxAllowedSkewMilliseconds", "900000"));
        }

        @Test
        void theDateHeaderWillDo() {
            SignedRequest undated = plain.withHeader("x-amz-content-sha256", HASH);
            SignedRequest dated = undated.withHeader("date", "Fri, 20 Nov 2026 09:00:00 GMT");
            String names = "date;host;x-amz-content-sha256";
            now = SIGNED_AT.plusSeconds(900);

            authenticate(handSigned(dated, names, "/bucket/key", ""));
            now = now.plusSeconds(1);
            refused(handSigned(dated, names, "/bucket/key", ""), Kind.REQUEST_TIME_TOO_SKEWED);
        }

        @Test
        void aTimeIsNeeded() {
            SignedRequest undated = without(signed(), "x-amz-date");

            refused(undated, Kind.ACCESS_DENIED)
                    .satisfies(refusal -> assertThat(refusal)
                            .hasMessage("AWS authentication requires a valid Date or x-amz-date header"));
            refused(undated.withHeader("date", "yesterday"), Kind.ACCESS_DENIED);
            refused(signed().withHeader("x-amz-date", "2026-11-20"), Kind.ACCESS_DENIED);
        }

        @Test
        void presignedRequestsLastAsLongAsTheySay() {
            now = SIGNED_AT.plus(Duration.ofHours(1));
            authenticate(presigned());

            now = now.plusMillis(1);
            refused(presigned(), Kind.ACCESS_DENIED).satisfies(refusal -> {
                assertThat(refusal).hasMessage("Request has expired");
                assertThat(refusal.details())
                        .containsEntry("X-Amz-Expires", "3600")
                        .containsEntry("Expires", "2026-11-20T10:00:00Z")
                        .containsEntry("ServerTime", "2026-11-20T10:00:00Z");
            });
        }

        @Test
        void presignedRequestsFromTheFuture() {
            now = SIGNED_AT.minus(Duration.ofMinutes(15));
            authenticate(presigned());

            now = now.minusSeconds(1);
            refused(presigned(), Kind.ACCESS_DENIED)
                    .satisfies(refusal -> assertThat(refusal).hasMessage("Request is not valid yet"));
        }
    }

    @Nested
    class Malformed {
        @ParameterizedTest
        @CsvSource({
            "eu-test-1/s3, eu-test-2/s3, the region 'eu-test-2' is wrong; expecting 'eu-test-1'",
            "eu-test-1/s3, eu-test-1/ec2, 'incorrect service \"ec2\". This endpoint belongs to \"s3\".'",
            "aws4_request, aws5_request, 'incorrect terminal \"aws5_request\". This endpoint uses \"aws4_request\".'",
            "AKALICE/20261120, AKALICE/20261121, 'Invalid credential date \"20261121\".'",
            "AKALICE/20261120, AKALICE/2026-11-20, 'incorrect date format \"2026-11-20\".'",
            "AKALICE/20261120, AKALICE, the Credential is mal-formed",
            "AKALICE/20261120, /20261120, the Credential is mal-formed",
            "Credential=, Credentials=, missing Credential.",
            "SignedHeaders=, Headers=, missing SignedHeaders.",
            "Signature=, Signature =, ''",
            "'Signature=', 'Sig=', missing Signature.",
            "',Signature=', ' Signature ', missing Signature.",
            "'SignedHeaders=', 'SignedHeaders ', the authorization header requires three components"
        })
        void authorizationHeader(String from, String to, String why) {
            SignedRequest changed = replaceInAuthorization(signed(), from, to);
            if (why.isEmpty()) {
                authenticate(changed);
                return;
            }
            refused(changed, Kind.AUTHORIZATION_HEADER_MALFORMED)
                    .satisfies(refusal -> assertThat(refusal)
                            .hasMessageStartingWith("The authorization header is malformed; ")
                            .hasMessageContaining(why));
        }

        @Test
        void aWrongRegionNamesTheRightOne() {
            SignedRequest elsewhere = new SigV4Signer(ALICE, "us-east-1").sign(plain, SIGNED_AT, HASH);
            SignedRequest elsewherePresigned =
                    new SigV4Signer(ALICE, "us-east-1").presign(plain, SIGNED_AT, Duration.ofHours(1));

            refused(elsewhere, Kind.AUTHORIZATION_HEADER_MALFORMED)
                    .satisfies(refusal -> assertThat(refusal.details()).containsEntry("Region", "eu-test-1"));
            refused(elsewherePresigned, Kind.AUTHORIZATION_QUERY_PARAMETERS_ERROR)
                    .satisfies(refusal -> assertThat(refusal.details()).containsEntry("Region", "eu-test-1"));
        }

        @Test
        void whoAsksForTheRegionNeedNotKnowIt() {
            SignedRequest request = new SignedRequest("GET", "/bucket", "location", plain.headers());

            authenticate(new SigV4Signer(ALICE, "us-east-1").sign(request, SIGNED_AT, HASH));
            refused(
                    new SigV4Signer(ALICE, "us-west-1").sign(request, SIGNED_AT, HASH),
                    Kind.AUTHORIZATION_HEADER_MALFORMED);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "X-Amz-Algorithm",
                    "X-Amz-Credential",
                    "X-Amz-Date",
                    "X-Amz-Expires",
                    "X-Amz-SignedHeaders",
                    "X-Amz-Signature"
                })
        void presignedRequestsNeedAllTheirParameters(String name) {
            refused(replaceInQuery(presigned(), name, "other"), Kind.AUTHORIZATION_QUERY_PARAMETERS_ERROR)
                    .satisfies(refusal -> assertThat(refusal)
                            .hasMessageStartingWith("Query-string authentication version 4 requires"));
        }

        @ParameterizedTest
        @CsvSource({
            "Expires=3600, Expires=604801, X-Amz-Expires must be less than a week",
            "Expires=3600, Expires=-1, X-Amz-Expires must be non-negative",
            "Expires=3600, Expires=1h, X-Amz-Expires should be a number",
            "Algorithm=AWS4-HMAC-SHA256, Algorithm=AWS4-HMAC-SHA512, X-Amz-Algorithm only supports",
            "Date=20261120T090000Z, Date=20261120, X-Amz-Date must be in the ISO8601 Long Format",
            "eu-test-1%2Fs3, eu-test-1%2Fec2, Error parsing the X-Amz-Credential parameter; incorrect service",
            "AKALICE%2F20261120, AKALICE%2F20261121, Invalid credential date"
        })
        void queryParameters(String from, String to, String why) {
            refused(replaceInQuery(presigned(), from, to), Kind.AUTHORIZATION_QUERY_PARAMETERS_ERROR)
                    .satisfies(refusal -> assertThat(refusal).hasMessageContaining(why));
        }

        @Test
        void aSignatureInBothPlaces() {
            SignedRequest both = presigned().withHeader("authorization", "AWS4-HMAC-SHA256 Credential=x");

            refused(both, Kind.INVALID_ARGUMENT)
                    .satisfies(refusal -> assertThat(refusal.details()).containsEntry("ArgumentName", "Authorization"));
        }

        @Test
        void signatureVersion2() {
            refused(plain.withHeader("authorization", "AWS AKALICE:c2lnbmF0dXJl"), Kind.INVALID_REQUEST)
                    .satisfies(refusal -> assertThat(refusal).hasMessageContaining("Please use AWS4-HMAC-SHA256."));
            refused(plain.withQuery("AWSAccessKeyId=AKALICE&Expires=1&Signature=c2ln"), Kind.INVALID_REQUEST);
        }

        @ParameterizedTest
        @ValueSource(strings = {"AWS HAHAHA", "Basic dXNlcjpwYXNz", "Bearer token", "AWS4-HMAC-SHA1 Credential=a/b"})
        void otherAuthorizations(String authorization) {
            refused(plain.withHeader("authorization", authorization), Kind.INVALID_ARGUMENT)
                    .satisfies(refusal -> assertThat(refusal.details()).containsEntry("ArgumentValue", authorization));
        }

        @Test
        void signatureVersion4a() {
            refused(
                    plain.withHeader("authorization", "AWS4-ECDSA-P256-SHA256 Credential=a/b/s3/aws4_request"),
                    Kind.NOT_IMPLEMENTED);
            refused(replaceInQuery(presigned(), "AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"), Kind.NOT_IMPLEMENTED);
        }

        @Test
        void quotedOctetsBecomeText() {
            SignedRequest request = plain.withHeader("authorization", SignedRequest.octets("Näh 日"));

            refused(request, Kind.INVALID_ARGUMENT)
                    .satisfies(refusal -> assertThat(refusal.details()).containsEntry("ArgumentValue", "Näh 日"));
        }
    }

    @Nested
    class Proxies {
        private final SignedRequest sent =
                signer.sign(plain.withHeader("accept-encoding", "identity"), SIGNED_AT, HASH);

        @ParameterizedTest
        @CsvSource({
            "s3.example.com, s3.example.com:443",
            "s3.example.com, s3.example.com:80",
            "s3.example.com:80, s3.example.com",
            "s3.example.com:443, s3.example.com",
            "s3.example.com, s3.example.com:9000",
            "[::1], [::1]:80"
        })
        void mayChangeTheHostsPort(String signedHost, String arrivedHost) {
            SignedRequest arrived = signer.sign(plain.withHeader("host", signedHost), SIGNED_AT, HASH)
                    .withHeader("host", arrivedHost);

            refused(arrived, Kind.SIGNATURE_DOES_NOT_MATCH);
            tolerance = ProxyTolerance.HOST_PORT_AND_ACCEPT_ENCODING;
            authenticate(arrived);
        }

        @Test
        void mayTellThePort() {
            SignedRequest arrived = signer.sign(plain.withHeader("host", "s3.example.com:9000"), SIGNED_AT, HASH)
                    .withHeader("host", "s3.example.com");
            tolerance = ProxyTolerance.HOST_PORT_AND_ACCEPT_ENCODING;

            refused(arrived, Kind.SIGNATURE_DOES_NOT_MATCH);
            authenticate(arrived.withHeader("x-forwarded-port", "9000"));
            refused(arrived.withHeader("x-forwarded-port", "9000\nx"), Kind.SIGNATURE_DOES_NOT_MATCH);
        }

        @Test
        void mayChangeAcceptEncoding() {
            refused(sent.withHeader("accept-encoding", "gzip, br"), Kind.SIGNATURE_DOES_NOT_MATCH);
            refused(without(sent, "accept-encoding"), Kind.SIGNATURE_DOES_NOT_MATCH);

            tolerance = ProxyTolerance.HOST_PORT_AND_ACCEPT_ENCODING;
            authenticate(sent.withHeader("accept-encoding", "gzip, br"));
            authenticate(without(sent, "accept-encoding"));
            authenticate(sent.withHeader("accept-encoding", "gzip").withHeader("host", "s3.example.com:443"));
        }

        @Test
        void mayChangeNothingElse() {
            tolerance = ProxyTolerance.HOST_PORT_AND_ACCEPT_ENCODING;

            refused(sent.withHeader("host", "s4.example.com"), Kind.SIGNATURE_DOES_NOT_MATCH);
            refused(sent.withHeader("x-amz-content-sha256", "UNSIGNED-PAYLOAD"), Kind.SIGNATURE_DOES_NOT_MATCH);
            refused(new SignedRequest("GET", "/bucket/other", "", sent.headers()), Kind.SIGNATURE_DOES_NOT_MATCH);
        }

        @Test
        void theRefusalShowsWhatArrived() {
            tolerance = ProxyTolerance.HOST_PORT_AND_ACCEPT_ENCODING;

            refused(sent.withHeader("host", "s4.example.com:81"), Kind.SIGNATURE_DOES_NOT_MATCH)
                    .satisfies(refusal -> assertThat(refusal.details().get("CanonicalRequest"))
                            .contains("host:s4.example.com:81\n"));
        }
    }
}
