package io.casgate.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a request says of its own signature; nothing of it is verified yet.
 *
 * @param signedHeaders in the client's order
 * @param timestamp {@code signedAt} as in the string to sign
 * @param lifetime how long a presigned request may be used; the allowed clock skew for others
 */
record SignatureClaim(
        Origin origin,
        String accessKey,
        CredentialScope scope,
        List<String> signedHeaders,
        String signature,
        String timestamp,
        Instant signedAt,
        Duration lifetime) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final Duration MAX_SKEW = Duration.ofMinutes(15);

    /** Where the signature stands, which decides how AWS words its complaints. */
    enum Origin {
        HEADER(
                "REST-HEADER",
                AuthException.Kind.AUTHORIZATION_HEADER_MALFORMED,
                "The authorization header is malformed; "),
        QUERY(
                "REST-QUERY-STRING",
                AuthException.Kind.AUTHORIZATION_QUERY_PARAMETERS_ERROR,
                "Error parsing the X-Amz-Credential parameter; "),
        FORM("POST", AuthException.Kind.INVALID_ARGUMENT, "Error parsing the X-Amz-Credential field; ");

        private final String authType;
        private final AuthException.Kind kind;
        private final String prefix;

        Origin(String authType, AuthException.Kind kind, String prefix) {
            this.authType = authType;
            this.kind = kind;
            this.prefix = prefix;
        }

        /** As the condition key s3:authType names it. */
        String authType() {
            return authType;
        }

        AuthException malformed(String why) {
            return new AuthException(kind, prefix + why);
        }
    }

    String stringToSign(CanonicalRequest canonical) {
        return stringToSign(timestamp, scope, canonical);
    }

    static String stringToSign(String timestamp, CredentialScope scope, CanonicalRequest canonical) {
        return ALGORITHM + "\n" + timestamp + "\n" + scope + "\n" + canonical.sha256();
    }
}
