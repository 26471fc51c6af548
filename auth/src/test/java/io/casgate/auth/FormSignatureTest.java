package io.casgate.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.casgate.auth.AuthException.Kind;
import io.casgate.auth.post.PostPolicy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With the form, the key pair and the signature of AWS's example.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html">AWS: Example: Browser-based
 *     upload using HTTP POST</a>
 */
class FormSignatureTest {
    private static final Identity EXAMPLE =
            Identity.of("example", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    private static final Instant NOW = Instant.parse("2015-12-29T12:00:00Z");

    private static final String POLICY =
            "eyAiZXhwaXJhdGlvbiI6ICIyMDE1LTEyLTMwVDEyOjAwOjAwLjAwMFoiLA0KICAiY29uZGl0aW9ucyI6"
                    + "IFsNCiAgICB7ImJ1Y2tldCI6ICJzaWd2NGV4YW1wbGVidWNrZXQifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRrZXkiLCAidXNlci91c2"
                    + "VyMS8iXSwNCiAgICB7ImFjbCI6ICJwdWJsaWMtcmVhZCJ9LA0KICAgIHsic3VjY2Vzc19hY3Rpb25fcmVkaXJlY3QiOiAiaHR0cDovL3Np"
                    + "Z3Y0ZXhhbXBsZWJ1Y2tldC5zMy5hbWF6b25hd3MuY29tL3N1Y2Nlc3NmdWxfdXBsb2FkLmh0bWwifSwNCiAgICBbInN0YXJ0cy13aXRoIi"
                    + "wgIiRDb250ZW50LVR5cGUiLCAiaW1hZ2UvIl0sDQogICAgeyJ4LWFtei1tZXRhLXV1aWQiOiAiMTQzNjUxMjM2NTEyNzQifSwNCiAgICB7"
                    + "IngtYW16LXNlcnZlci1zaWRlLWVuY3J5cHRpb24iOiAiQUVTMjU2In0sDQogICAgWyJzdGFydHMtd2l0aCIsICIkeC1hbXotbWV0YS10YW"
                    + "ciLCAiIl0sDQoNCiAgICB7IngtYW16LWNyZWRlbnRpYWwiOiAiQUtJQUlPU0ZPRE5ON0VYQU1QTEUvMjAxNTEyMjkvdXMtZWFzdC0xL3Mz"
                    + "L2F3czRfcmVxdWVzdCJ9LA0KICAgIHsieC1hbXotYWxnb3JpdGhtIjogIkFXUzQtSE1BQy1TSEEyNTYifSwNCiAgICB7IngtYW16LWRhdG"
                    + "UiOiAiMjAxNTEyMjlUMDAwMDAwWiIgfQ0KICBdDQp9";

    private static Map<String, String> example() {
        Map<String, String> fields = new HashMap<>();
        fields.put("key", "user/user1/photo.png");
        fields.put("acl", "public-read");
        fields.put("success_action_redirect", "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html");
        fields.put("Content-Type", "image/jpeg");
        fields.put("x-amz-meta-uuid", "14365123651274");
        fields.put("x-amz-server-side-encryption", "AES256");
        fields.put("x-amz-meta-tag", "");
        fields.put("X-Amz-Credential", "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request");
        fields.put("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
        fields.put("X-Amz-Date", "20151229T000000Z");
        fields.put("Policy", POLICY);
        fields.put("X-Amz-Signature", "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e");
        return fields;
    }

    private static Requester authenticate(Map<String, String> fields) {
        return new RequestAuthenticator(
                        () -> new Identities(List.of(EXAMPLE)), "us-east-1", ProxyTolerance.STRICT, () -> NOW)
                .authenticate(new FormFields(fields));
    }

    private static void assertRefused(Map<String, String> fields, Kind kind) {
        assertThatThrownBy(() -> authenticate(fields))
                .asInstanceOf(type(AuthException.class))
                .returns(kind, AuthException::kind);
    }

    @Test
    void theExampleIsSigned() {
        assertThat(authenticate(example())).isEqualTo(new Requester.Known(EXAMPLE));
    }

    @Test
    void theExampleIsWhatItsPolicyAllows() {
        PostPolicy.parse(POLICY).verify("sigv4examplebucket", new FormFields(example()), NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Amz-Signature,      8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699f, SIGNATURE_DOES_NOT_MATCH",
        "Policy,               eyJ9,                                                    SIGNATURE_DOES_NOT_MATCH",
        "X-Amz-Credential,     AKIASOMEONEELSE/20151229/us-east-1/s3/aws4_request,      INVALID_ACCESS_KEY_ID",
        "X-Amz-Credential,     AKIAIOSFODNN7EXAMPLE/20151229/eu-west-1/s3/aws4_request, INVALID_ARGUMENT",
        "X-Amz-Credential,     AKIAIOSFODNN7EXAMPLE/20151228/us-east-1/s3/aws4_request, INVALID_ARGUMENT",
        "X-Amz-Credential,     AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/ec2/aws4_request, INVALID_ARGUMENT",
        "X-Amz-Credential,     AKIAIOSFODNN7EXAMPLE,                                    INVALID_ARGUMENT",
        "X-Amz-Date,           yesterday,                                               INVALID_ARGUMENT",
        "X-Amz-Algorithm,      AWS4-HMAC-SHA1,                                          INVALID_ARGUMENT",
        "X-Amz-Algorithm,      AWS4-ECDSA-P256-SHA256,                                  NOT_IMPLEMENTED",
        "X-Amz-Security-Token, token,                                                   INVALID_TOKEN"
    })
    void oneFieldIsWrong(String field, String value, Kind kind) {
        Map<String, String> fields = example();
        fields.put(field, value);
        assertRefused(fields, kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Amz-Signature", "Policy", "X-Amz-Credential", "X-Amz-Algorithm", "X-Amz-Date"})
    void oneFieldIsMissing(String field) {
        Map<String, String> fields = example();
        fields.remove(field);
        assertRefused(fields, Kind.INVALID_ARGUMENT);
    }

    /** The signature is what {@code openssl dgst -sha1 -hmac SECRET -binary | base64} makes of the policy. */
    @Test
    void formsOfVersion2AreSignedByTheSecretKeyItself() {
        Map<String, String> fields = new HashMap<>(Map.of(
                "key", "user/photo.png",
                "AWSAccessKeyId", "AKIAIOSFODNN7EXAMPLE",
                "policy", POLICY,
                "signature", "QyigO3Da7gYxPW1IXllc6C7gI74="));
        assertThat(authenticate(fields)).isEqualTo(new Requester.Known(EXAMPLE));

        fields.put("signature", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        assertRefused(fields, Kind.SIGNATURE_DOES_NOT_MATCH);
        fields.remove("signature");
        assertRefused(fields, Kind.INVALID_ARGUMENT);
        fields.put("AWSAccessKeyId", "AKIASOMEONEELSE");
        fields.put("signature", "AAAA");
        assertRefused(fields, Kind.INVALID_ACCESS_KEY_ID);
    }

    @Test
    void withoutPolicyAndSignatureItIsNobodys() {
        assertThat(authenticate(Map.of("key", "a", "acl", "public-read"))).isEqualTo(new Requester.Anonymous());
    }

    @Test
    void fieldsAreFoundInAnyCaseButOnlyOnce() {
        FormFields form = new FormFields(Map.of("kEy", "a"));
        assertThat(form.get("Key")).isEqualTo("a");
        assertThat(form.with("KEY", "b").get("key")).isEqualTo("b");
        assertThat(form.names()).containsExactly("key");
        assertThatThrownBy(() -> new FormFields(Map.of("key", "a", "Key", "b")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
