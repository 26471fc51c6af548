package io.casgate.gateway.s3.body;

import io.casgate.gateway.digest.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * A body that arrived whole and as it was declared.
 *
 * @param length bytes
 * @param etag as the server makes them, without quotes
 * @param checksum that the client sent with it, or that was computed at its request; null for none
 */
public record ReceivedBody(
        long length, String etag, @Nullable Checksum checksum) {}
