package io.casgate.it.gateway;

import io.casgate.it.client.CommandLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A gateway that speaks TLS, with a certificate for 127.0.0.1 that nobody knows yet.
 *
 * @param certificate PEM; for clients to trust
 */
public record TlsGateway(Gateway gateway, Path certificate) implements AutoCloseable {
    private static final String PASSWORD = "changeit";

    /** Makes a key and a certificate in {@code directory} and starts the gateway with them. */
    static TlsGateway start(Path directory, ServeCommand command) {
        Path certificate = directory.resolve("certificate.pem");
        Path key = directory.resolve("key.pem");
        makeCertificate(directory.resolve("store.p12"), certificate, key);
        return new TlsGateway(
                command.withEnvironment("CASGATE_HTTP_TLS_CERTIFICATE", certificate.toString())
                        .withEnvironment("CASGATE_HTTP_TLS_KEY", key.toString())
                        .start(),
                certificate);
    }

    public URI endpoint() {
        return gateway.endpoint();
    }

    private static void makeCertificate(Path store, Path certificate, Path key) {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        new CommandLine(List.of(keytool, "-genkeypair", "-alias", "server", "-keyalg", "EC"), Map.of())
                .run(
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD);
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            writePem("CERTIFICATE", keys.getCertificate("server").getEncoded(), certificate);
            writePem(
                    "PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded(), key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static void writePem(String type, byte[] content, Path file) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
    }

    @Override
    public void close() {
        gateway.close();
    }
}
