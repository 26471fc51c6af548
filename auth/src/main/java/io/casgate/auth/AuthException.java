package io.casgate.auth;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A request is refused before anything is done for it. Says why in AWS's words; rendering it is the gateway's affair.
 * Carries no stack trace: it describes the client's doing, and floods of bad requests should stay cheap.
 */
public final class AuthException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The S3 error codes that a refusal may have; the gateway knows their HTTP status. */
    public enum Kind {
        ACCESS_DENIED,
        AUTHORIZATION_HEADER_MALFORMED,
        AUTHORIZATION_QUERY_PARAMETERS_ERROR,
        INVALID_ACCESS_KEY_ID,
        INVALID_ARGUMENT,
        INVALID_REQUEST,
        INVALID_TOKEN,
        NOT_IMPLEMENTED,
        REQUEST_TIME_TOO_SKEWED,
        SIGNATURE_DOES_NOT_MATCH
    }

    private final Kind kind;
    private final transient SequencedMap<String, String> details = new LinkedHashMap<>();

    /** @param message may quote octets of the request */
    AuthException(Kind kind, String message) {
        super(UriEncoding.text(message), null, false, false);
        this.kind = kind;
    }

    /** @param octets may quote the request */
    AuthException with(String element, String octets) {
        details.put(element, UriEncoding.text(octets));
        return this;
    }

    public Kind kind() {
        return kind;
    }

    /**
     * What AWS's error body says beside code and message: values by element name, in order. They may
     * hold any character, also such as XML cannot.
     */
    public SequencedMap<String, String> details() {
        return Collections.unmodifiableSequencedMap(details);
    }
}
