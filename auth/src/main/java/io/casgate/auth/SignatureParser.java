package io.casgate.auth;

import io.casgate.auth.SignatureClaim.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds a request's claim to be signed, in the Authorization header or in the query. */
final class SignatureParser {
    private static final Pattern DAY = Pattern.compile("[0-9]{8}");
    private static final long MAX_EXPIRES_SECONDS = Duration.ofDays(7).toSeconds();

    private SignatureParser() {}

    /**
     * The claim, or null for a request that makes none.
     *
     * @throws AuthException when there are two, or the one is malformed or of another kind than Signature Version 4
     */
    static @Nullable SignatureClaim parse(SignedRequest request, QueryString query) {
        String authorization =
                Objects.requireNonNullElse(request.header("authorization"), "").strip();
        boolean inHeader = !authorization.isEmpty();
        boolean presigned =
                query.has("X-Amz-Algorithm") || query.has("X-Amz-Credential") || query.has(QueryString.SIGNATURE);
        boolean presignedV2 = query.has("AWSAccessKeyId") && query.has("Signature");
        if (inHeader && (presigned || presignedV2)) {
            throw invalidAuthorization(
                    "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string"
                            + " parameter or the Authorization header should be specified",
                    authorization);
        }
        if (presigned) {
            return fromQuery(query);
        }
        if (presignedV2) {
            throw signatureVersion2();
        }
        return inHeader ? fromHeader(request, authorization) : null;
    }

    private static SignatureClaim fromHeader(SignedRequest request, String authorization) {
        int space = authorization.indexOf(' ');
        String scheme = space < 0 ? authorization : authorization.substring(0, space);
        String rest = space < 0 ? "" : authorization.substring(space + 1);
        switch (scheme) {
            case SignatureClaim.ALGORITHM -> {}
            case "AWS4-ECDSA-P256-SHA256" -> throw signatureVersion4a();
            case "AWS" -> {
                if (rest.indexOf(':') < 0) {
                    throw invalidAuthorization(
                            "AWS authorization header is invalid.  Expected AwsAccessKeyId:signature", authorization);
                }
                throw signatureVersion2();
            }
            default -> throw invalidAuthorization("Unsupported Authorization Type", authorization);
        }
        Map<String, String> components = components(rest);
        String signedHeaders = component(components, "SignedHeaders");
        String signature = component(components, "Signature");
        return claim(
                Origin.HEADER,
                component(components, "Credential"),
                signedHeaders,
                signature,
                headerTime(request),
                SignatureClaim.MAX_SKEW);
    }

    private static Map<String, String> components(String list) {
        Map<String, String> components = new HashMap<>();
        for (String piece : list.split(",", -1)) {
            int equals = piece.indexOf('=');
            if (equals < 0) {
                throw Origin.HEADER.malformed(
                        "the authorization header requires three components: Credential, SignedHeaders, and Signature.");
            }
            components.put(
                    piece.substring(0, equals).strip(),
                    piece.substring(equals + 1).strip());
        }
        return components;
    }

    private static String component(Map<String, String> components, String name) {
        String value = components.get(name);
        if (value == null || value.isEmpty()) {
            throw Origin.HEADER.malformed("missing " + name + ".");
        }
        return value;
    }

    private static Instant headerTime(SignedRequest request) {
        String amzDate = request.header("x-amz-date");
        String date = request.header("date");
        Instant time = null;
        if (amzDate != null) {
            time = RequestTime.parseBasic(amzDate.strip());
        } else if (date != null) {
            time = RequestTime.parseHttp(date.strip());
        }
        if (time == null) {
            throw new AuthException(
                    AuthException.Kind.ACCESS_DENIED, "AWS authentication requires a valid Date or x-amz-date header");
        }
        return time;
    }

    private static SignatureClaim fromQuery(QueryString query) {
        String algorithm = required(query, "X-Amz-Algorithm");
        String credential = required(query, "X-Amz-Credential");
        String date = required(query, "X-Amz-Date");
        String expires = required(query, "X-Amz-Expires");
        String signedHeaders = required(query, "X-Amz-SignedHeaders");
        String signature = required(query, QueryString.SIGNATURE);
        if (algorithm.equals("AWS4-ECDSA-P256-SHA256")) {
            throw signatureVersion4a();
        }
        if (!algorithm.equals(SignatureClaim.ALGORITHM)) {
            throw queryError("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
        }
        Instant signedAt = RequestTime.parseBasic(date);
        if (signedAt == null) {
            throw queryError("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
        }
        return claim(Origin.QUERY, credential, signedHeaders, signature, signedAt, lifetime(expires));
    }

    private static String required(QueryString query, String name) {
        String value = query.first(name);
        if (value == null || value.isEmpty()) {
            throw queryError("Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
                    + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
        }
        return value;
    }

    private static Duration lifetime(String expires) {
        long seconds;
        try {
            seconds = Long.parseLong(expires);
        } catch (NumberFormatException e) {
            throw queryError("X-Amz-Expires should be a number");
        }
        if (seconds < 0) {
            throw queryError("X-Amz-Expires must be non-negative");
        }
        if (seconds > MAX_EXPIRES_SECONDS) {
            throw queryError("X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires"
                    + " must be less than 604800 seconds");
        }
        return Duration.ofSeconds(seconds);
    }

    static SignatureClaim claim(
            Origin origin,
            String credential,
            String signedHeaders,
            String signature,
            Instant signedAt,
            Duration lifetime) {
        String[] parts = credential.split("/", -1);
        if (parts.length != 5 || parts[0].isEmpty()) {
            throw origin.malformed(
                    "the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        }
        String timestamp = RequestTime.basic(signedAt);
        requireScope(origin, parts, RequestTime.day(timestamp));
        return new SignatureClaim(
                origin,
                parts[0],
                new CredentialScope(parts[1], parts[2]),
                List.of(signedHeaders.split(";", -1)),
                signature,
                timestamp,
                signedAt,
                lifetime);
    }

    /** The region is left to whoever knows what is asked for. */
    private static void requireScope(Origin origin, String[] parts, String day) {
        if (!DAY.matcher(parts[1]).matches()) {
            throw origin.malformed("incorrect date format \"" + parts[1]
                    + "\". This date in the credential must be in the format \"yyyyMMdd\".");
        }
        if (!parts[3].equals(CredentialScope.SERVICE)) {
            throw origin.malformed("incorrect service \"" + parts[3] + "\". This endpoint belongs to \"s3\".");
        }
        if (!parts[4].equals(CredentialScope.END)) {
            throw origin.malformed("incorrect terminal \"" + parts[4] + "\". This endpoint uses \"aws4_request\".");
        }
        if (!parts[1].equals(day)) {
            throw origin.malformed("Invalid credential date \"" + parts[1]
                    + "\". This date is not the same as X-Amz-Date: \"" + day + "\".");
        }
    }

    private static AuthException queryError(String message) {
        return new AuthException(AuthException.Kind.AUTHORIZATION_QUERY_PARAMETERS_ERROR, message);
    }

    private static AuthException invalidAuthorization(String message, String value) {
        return new AuthException(AuthException.Kind.INVALID_ARGUMENT, message)
                .with("ArgumentName", "Authorization")
                .with("ArgumentValue", value);
    }

    static AuthException signatureVersion2() {
        return new AuthException(
                AuthException.Kind.INVALID_REQUEST,
                "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
    }

    static AuthException signatureVersion4a() {
        return new AuthException(
                AuthException.Kind.NOT_IMPLEMENTED,
                "Signature Version 4A (AWS4-ECDSA-P256-SHA256) is not implemented.");
    }
}
