package io.casgate.gateway.http;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;

/** TLS 1.2 and 1.3 with the JDK's provider and its choice of ciphers. */
final class Tls {
    private Tls() {}

    static SslContext context(HttpSettings.TlsFiles files) throws IOException {
        try {
            return SslContextBuilder.forServer(
                            files.certificates().toFile(), files.key().toFile())
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(
                    "cannot use the certificate " + files.certificates() + " with the key " + files.key() + ": "
                            + e.getMessage(),
                    e);
        }
    }
}
