package io.casgate.auth;

import io.casgate.auth.SignatureClaim.Origin;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** How a browser-based upload is signed: over its policy as it stands in the form, and nothing else. */
sealed interface FormSignature {
    /** Base64 text. */
    String policy();

    String accessKey();

    /**
     * By a key that is good for a day and a region.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html">AWS:
     *     Authenticating requests in browser-based uploads using POST</a>
     */
    record Version4(SignatureClaim claim, String policy) implements FormSignature {
        @Override
        public String accessKey() {
            return claim.accessKey();
        }
    }

    /**
     * By the secret key itself.
     *
     * @param signature Base64 text
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/HTTPPOSTForms.html">AWS: Appendix: Creating an
     *     HTML form (using AWS signature version 2)</a>
     */
    record Version2(String accessKey, String policy, String signature) implements FormSignature {
        private static final String HMAC = "HmacSHA1";

        boolean isBy(Identity identity) {
            try {
                Mac mac = Mac.getInstance(HMAC);
                mac.init(new SecretKeySpec(identity.secretKey().getBytes(StandardCharsets.UTF_8), HMAC));
                byte[] expected = mac.doFinal(policy.getBytes(StandardCharsets.ISO_8859_1));
                return Signatures.equal(Base64.getEncoder().encodeToString(expected), signature.strip());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The JDK has " + HMAC, e);
            }
        }
    }

    /**
     * What the form says of its signature, or null for a form that has neither policy nor signature.
     *
     * @throws AuthException when a field is missing or malformed
     */
    static @Nullable FormSignature parse(FormFields form) {
        if (form.get("x-amz-algorithm") == null) {
            if (form.get("AWSAccessKeyId") != null) {
                return version2(form);
            }
            if (form.get("policy") == null && form.get("x-amz-signature") == null) {
                return null;
            }
        }
        return version4(form);
    }

    private static Version2 version2(FormFields form) {
        return new Version2(required(form, "AWSAccessKeyId"), required(form, "policy"), required(form, "signature"));
    }

    private static Version4 version4(FormFields form) {
        requireAlgorithm(required(form, "x-amz-algorithm"));
        String policy = required(form, "policy");
        Instant signedAt = RequestTime.parseBasic(required(form, "x-amz-date"));
        if (signedAt == null) {
            throw invalid("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
        }
        SignatureClaim claim = SignatureParser.claim(
                Origin.FORM,
                required(form, "x-amz-credential"),
                "",
                required(form, "x-amz-signature"),
                signedAt,
                Duration.ZERO);
        return new Version4(claim, policy);
    }

    private static void requireAlgorithm(String algorithm) {
        switch (algorithm) {
            case SignatureClaim.ALGORITHM -> {}
            case "AWS4-ECDSA-P256-SHA256" -> throw SignatureParser.signatureVersion4a();
            default -> throw invalid("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
        }
    }

    private static String required(FormFields form, String name) {
        String value = form.get(name);
        if (value == null || value.isEmpty()) {
            throw invalid("Bucket POST must contain a field named '" + name
                    + "'.  If it is specified, please check the order of the fields.");
        }
        return value;
    }

    private static AuthException invalid(String message) {
        return new AuthException(AuthException.Kind.INVALID_ARGUMENT, message);
    }
}
