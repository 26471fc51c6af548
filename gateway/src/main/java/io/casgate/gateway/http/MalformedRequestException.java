package io.casgate.gateway.http;

/** Bytes that are no request, or none that we take. The connection cannot be used any further. */
final class MalformedRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    MalformedRequestException(Refusal refusal, String message) {
        super(message, null, false, false);
        this.refusal = refusal;
    }

    static MalformedRequestException malformed(String message) {
        return new MalformedRequestException(Refusal.MALFORMED, message);
    }

    Refusal refusal() {
        return refusal;
    }

    /** What {@link #getMessage()} is, never null. */
    String detail() {
        return String.valueOf(getMessage());
    }
}
