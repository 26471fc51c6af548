package io.casgate.gateway.s3.error;

import io.casgate.gateway.http.Headers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Ends a request with an S3 error. It describes what the client asked for, not a fault of this program, so it carries no
 * stack trace: floods of bad requests stay cheap.
 */
public final class S3Exception extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final S3Error error;
    private final transient SequencedMap<String, String> details = new LinkedHashMap<>();
    private final transient Headers.Builder headers = Headers.builder();

    S3Exception(S3Error error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    /** Adds an element to the error's body, after Code and Message. */
    public S3Exception with(String element, String value) {
        details.put(element, value);
        return this;
    }

    /** Adds a header to the response. */
    public S3Exception withHeader(String name, String value) {
        headers.add(name, value);
        return this;
    }

    public S3Error error() {
        return error;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public SequencedMap<String, String> details() {
        return Collections.unmodifiableSequencedMap(details);
    }

    public Headers headers() {
        return headers.build();
    }
}
