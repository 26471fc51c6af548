package io.casgate.bench.s3;

import java.io.IOException;

/** The server returned other bytes than were stored. */
public final class ContentMismatchException extends IOException {
    private static final long serialVersionUID = 1L;

    public ContentMismatchException(String message) {
        super(message);
    }
}
