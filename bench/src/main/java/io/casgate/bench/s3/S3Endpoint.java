package io.casgate.bench.s3;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;

/**
 * Where requests go and who sends them.
 *
 * @param uri {@code http://HOST[:PORT]}; TLS would measure the client's cipher as much as the server
 * @param accessKey empty to send requests unsigned
 */
public record S3Endpoint(URI uri, String accessKey, String secretKey, String region) {
    private static final int HTTP_PORT = 80;

    public S3Endpoint {
        boolean bare = uri.getRawPath() == null
                || uri.getRawPath().isEmpty()
                || uri.getRawPath().equals("/");
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null || !bare) {
            throw new IllegalArgumentException("an endpoint has the form http://HOST[:PORT]: " + uri);
        }
        if (accessKey.isEmpty() != secretKey.isEmpty()) {
            throw new IllegalArgumentException("give both an access key and a secret key, or neither");
        }
    }

    /** The value of the Host header. */
    public String host() {
        return uri.getPort() < 0 || uri.getPort() == HTTP_PORT ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    /** Looked up anew at each call. */
    public SocketAddress address() {
        return new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? HTTP_PORT : uri.getPort());
    }

    /** Without the secret key. */
    @Override
    public String toString() {
        return uri.toString();
    }
}
