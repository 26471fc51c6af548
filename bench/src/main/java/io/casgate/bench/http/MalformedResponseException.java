package io.casgate.bench.http;

import java.io.IOException;

/** The server sent something that is not the HTTP/1.1 response we asked for; the connection is of no more use. */
public final class MalformedResponseException extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedResponseException(String message) {
        super(message);
    }
}
