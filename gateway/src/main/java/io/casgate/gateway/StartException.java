package io.casgate.gateway;

import org.jspecify.annotations.Nullable;

/** The gateway cannot start. The message is one sentence for the person who started it: what is wrong and what to do. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    public StartException(@Nullable String message, Throwable cause) {
        super(message, cause);
    }
}
