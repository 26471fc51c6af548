package io.casgate.gateway.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The bytes of a request's body as they arrive, after HTTP framing and before any aws-chunked framing. One thread. */
public interface RequestBody {
    /** The {@link #declaredLength()} of a body in chunked transfer coding. */
    long CHUNKED = -1;

    /** Content-Length, 0 without a body, {@link #CHUNKED} for a body whose length is not told beforehand. */
    long declaredLength();

    /**
     * The next bytes, or null at the end of the body. The first call sends {@code 100 Continue} to a client that waits
     * for it. The buffer belongs to the transport and is valid until the next call.
     *
     * @throws BodyException when the connection broke, the body is shorter than declared, or the client was too slow
     */
    @Nullable
    ByteBuffer read();
}
