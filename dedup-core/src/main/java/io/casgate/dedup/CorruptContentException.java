package io.casgate.dedup;

/** Stored bytes are missing or do not match their checksum on every replica that was asked. */
public final class CorruptContentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CorruptContentException(String message) {
        super(message);
    }

    public CorruptContentException(String message, Throwable cause) {
        super(message, cause);
    }
}
