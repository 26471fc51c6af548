package io.casgate.dedup;

/** The upload took longer than an upload may; nothing was published. */
public final class UploadExpiredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UploadExpiredException(String message) {
        super(message);
    }

    public UploadExpiredException(String message, Throwable cause) {
        super(message, cause);
    }
}
