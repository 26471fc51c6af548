package io.casgate.gateway.s3.body;

import io.casgate.gateway.http.RequestBody;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.BodyDeclaration.Bound;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A body that is the payload itself. */
public final class PlainPayload implements Payload {
    private final RequestBody body;
    private final long length;
    private final Bound bound;
    private long received;

    public PlainPayload(RequestBody body, long length, Bound bound) {
        this.body = body;
        this.length = length;
        this.bound = bound;
    }

    @Override
    public long length() {
        return received;
    }

    @Override
    public @Nullable ByteBuffer read() {
        ByteBuffer bytes = body.read();
        received += bytes == null ? 0 : bytes.remaining();
        switch (bound) {
            case EXACT -> {
                if (received > length || (bytes == null && received < length)) {
                    throw S3Error.INCOMPLETE_BODY.exception();
                }
            }
            case AT_MOST -> BodyDeclaration.requireAtMost(received, length);
        }
        return bytes;
    }

    @Override
    public Map<String, String> trailers() {
        return Map.of();
    }
}
