package io.casgate.it.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests a gateway that all of them use, on the Cassandra that tests use, with keyspaces of its own. It is started
 * for the first that asks and stopped, cleanly, after the last. The same for one that speaks TLS.
 */
public final class SharedGateway implements ParameterResolver {
    /** Buckets are websites under this name. */
    public static final String WEBSITES = "sites.example";

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedGateway.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Gateway.class || type == TlsGateway.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
        return parameter.getParameter().getType() == TlsGateway.class
                ? store.computeIfAbsent(TlsGateway.class, type -> startWithTls(), TlsGateway.class)
                : store.computeIfAbsent(Gateway.class, type -> start(), Gateway.class);
    }

    private static Gateway start() {
        return onTestCassandra(temporaryDirectory(), freshKeyspaces());
    }

    private static TlsGateway startWithTls() {
        Path directory = temporaryDirectory();
        return TlsGateway.start(
                directory, ServeCommand.in(directory.resolve("data")).onTestCassandra(freshKeyspaces()));
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("casgate-it-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a gateway on the Cassandra that tests use, with vectors for MD5, as the script does; gateways with the same
     * {@code keyspaces} share their data.
     */
    public static Gateway onTestCassandra(Path directory, String keyspaces) {
        return ServeCommand.in(directory.resolve("data-" + keyspaces))
                .withJvmOptions(List.of("--add-modules", "jdk.incubator.vector"))
                .onTestCassandra(keyspaces)
                .withEnvironment("CASGATE_WEBSITE_DOMAINS", "[" + WEBSITES + "]")
                .start();
    }

    /** Names of keyspaces that nobody else uses. */
    public static String freshKeyspaces() {
        return "it_" + UUID.randomUUID().toString().substring(0, 8);
    }
}
