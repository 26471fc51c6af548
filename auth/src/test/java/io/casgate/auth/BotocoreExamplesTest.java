package io.casgate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests for unusual keys and queries, signed by botocore 1.43, as it sends them. */
class BotocoreExamplesTest {
    private static final Identity EXAMPLE =
            Identity.of("example", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, ";

    private final RequestAuthenticator authenticator = new RequestAuthenticator(
            () -> new Identities(List.of(EXAMPLE)),
            "us-east-1",
            ProxyTolerance.STRICT,
            InstantSource.fixed(Instant.parse("2013-05-24T00:00:00Z")));

    @ParameterizedTest
    @CsvSource({
        "/bucket/a%20b%2Bc, 8b882f7971badc504c34fbaba68758df42088a35ceebb48a7d8d4ca9ae58f3a3",
        "/bucket/%28paren%29%27s%21%2A~, 5f335f7bc610fa4a6d8d6ebeeabdcc3d5b96848eb61cd2d2e48ad034ab1f7baf",
        "/bucket///double//slash/, 40b81640aef9646cd22c9faf693c7bd04fda34038377c49b9e27d0a2ac11c5dc",
        "/bucket/%C3%A4%C3%B6%C3%BC/%E6%97%A5%E6%9C%AC%E8%AA%9E/%F0%9F%99%82,"
                + " 1bf15b2bee8939d68b7e46d45e028c2da33617bffb19586fc01e45c3b6b63794",
        "/bucket/per%25cent%252F, 2704765b4b43d7d34c7eec42cfab8fd41423bd60f2fbae588f90530dee6c79ce",
        "/bucket/tab%09new%0Aline%01, b60f6f08e92b3e7baeaa749e4a5c6be82b2e5f8fee8fbb581cb7bc9b9add1a70",
        "/bucket/q%3Fx%3D1%26y%3D2%23z, 6f6200244e4743c37ce72fcb8c476cc7eb7616bb13cc2e359b537a1bf28ed623",
        "/bucket/%3D%3B%3A%40%24%2C%5B%5D%7B%7D%7C%5C%5E%60%22%3C%3E,"
                + " 2a6da7c12672a9f180a1145fc90669c99bf7cb70273db7371b89a847a65eb636"
    })
    void keys(String path, String signature) {
        SignedRequest request = new SignedRequest(
                "PUT",
                path,
                "",
                Map.of(
                        "host", List.of("s3.example.com"),
                        "x-amz-date", List.of("20130524T000000Z"),
                        "x-amz-content-sha256", List.of("UNSIGNED-PAYLOAD"),
                        "authorization",
                                List.of(AUTHORIZATION + "SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature="
                                        + signature)));

        assertThat(authenticator.authenticate(request))
                .isEqualTo(new Authentication.Authenticated(EXAMPLE, new PayloadMode.Unsigned()));
    }

    @ParameterizedTest
    @CsvSource({
        "prefix=a%20b%2Bc%2F%C3%A4%C3%B6&delimiter=%2F&list-type=2,"
                + " 156952841eae5ac6bfbbde260b7c465afd860994ec058716a330fd3a45048f5a",
        "uploads, d387f36205e1da9e24c2b71f8e1cecd6c56dfb68ce0cf8d85128c3c28fff7204",
        "b=2&a=1&A=3&a-b=x, 9dbac6aae4a265c3618f387f19d3767e17a29f10d5c2821e91d3941c375abcb9"
    })
    void queriesWithAHeaderOfManySpaces(String query, String signature) {
        SignedRequest request = new SignedRequest(
                "GET",
                "/bucket",
                query,
                Map.of(
                        "host", List.of("s3.example.com"),
                        "x-amz-date", List.of("20130524T000000Z"),
                        "x-amz-content-sha256", List.of(SigV4Signer.EMPTY_PAYLOAD),
                        "x-amz-meta-x", List.of("  two   words  "),
                        "authorization",
                                List.of(AUTHORIZATION
                                        + "SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-meta-x, Signature="
                                        + signature)));

        assertThat(authenticator.authenticate(request))
                .isEqualTo(
                        new Authentication.Authenticated(EXAMPLE, new PayloadMode.Hashed(SigV4Signer.EMPTY_PAYLOAD)));
    }

    @ParameterizedTest
    @CsvSource({
        "/bucket/a%20b%2Bc, a4540659fc1acc69c4288071bb647327f2ab4a2078757c3091a11482b6cf649c",
        "/bucket/%28paren%29%27s%21%2A~, 2514bcfe32895b1b03b100ae8bdb970498c13e0329b1abb0a824ad1b3460937a",
        "/bucket///double//slash/, 5d860d9f89127b315806967efbd67dd0da9952cd241f16b81ed21600406cab76"
    })
    void presignedUrls(String path, String signature) {
        SignedRequest request = new SignedRequest(
                "GET",
                path,
                "response-content-type=text%2Fplain&X-Amz-Algorithm=AWS4-HMAC-SHA256"
                        + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=604800&X-Amz-SignedHeaders=host&X-Amz-Signature="
                        + signature,
                Map.of("host", List.of("s3.example.com")));

        assertThat(authenticator.authenticate(request))
                .isEqualTo(new Authentication.Authenticated(EXAMPLE, new PayloadMode.Unsigned()));
    }
}
