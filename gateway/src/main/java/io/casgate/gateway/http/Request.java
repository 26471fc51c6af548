package io.casgate.gateway.http;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, as it was on the wire.
 *
 * @param id the request id, as in x-amz-request-id
 * @param method upper case
 * @param rawPath the request target's path, neither decoded nor normalised; starts with '/'
 * @param rawQuery what follows '?', undecoded; empty when there is none
 * @param tlsProtocol such as {@code TLSv1.3}; null when it did not come over TLS
 */
public record Request(
        String id,
        String method,
        String rawPath,
        String rawQuery,
        Headers headers,
        RequestBody body,
        InetSocketAddress remote,
        @Nullable String tlsProtocol) {
    public boolean secure() {
        return tlsProtocol != null;
    }
}
