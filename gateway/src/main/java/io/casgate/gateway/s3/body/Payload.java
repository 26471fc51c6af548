package io.casgate.gateway.s3.body;

import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that a client means by its request's body, with the body's framing taken off and its length verified. Used
 * by one thread.
 *
 * <p>Reading throws {@link io.casgate.gateway.s3.error.S3Exception} when the framing is wrong, {@link
 * io.casgate.auth.AuthException} when a chunk's signature is, and {@link io.casgate.gateway.http.BodyException} when the
 * body does not arrive.
 */
public sealed interface Payload permits PlainPayload, ChunkedPayload, FormPayload {
    /** After the end: how many bytes there were. */
    long length();

    /** The next bytes, or null when all have come and are as declared. Valid until the next call. */
    @Nullable
    ByteBuffer read();

    /** After the end: what the body's trailers say, by lower-case name. */
    Map<String, String> trailers();
}
