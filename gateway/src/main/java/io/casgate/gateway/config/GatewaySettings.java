package io.casgate.gateway.config;

import io.casgate.cassandra.CassandraSettings;
import io.casgate.cassandra.Keyspaces;
import io.casgate.cassandra.Registers;
import io.casgate.gateway.http.HttpSettings;
import io.casgate.gateway.lifecycle.LifecycleDay;
import io.casgate.gateway.lifecycle.LifecycleSettings;
import io.casgate.gateway.s3.body.Etags;
import io.casgate.localcassandra.Durability;
import io.casgate.localcassandra.NodeSettings;
import io.casgate.work.WorkSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that a gateway is started with; {@code conf/casgate.conf} explains each value.
 *
 * @param domains host names under which buckets are looked for in the host name
 * @param websiteDomains host names under which buckets are served as websites
 * @param identities a file with identities beside the root keys
 * @param etag what the ETags of bodies are from now on
 */
public record GatewaySettings(
        Path dataDirectory,
        String region,
        List<String> domains,
        List<String> websiteDomains,
        Optional<Path> identities,
        Etags etag,
        HttpSettings http,
        AdminSettings admin,
        CassandraChoice cassandra,
        StoreSettings store,
        LifecycleSettings lifecycle,
        WorkSettings work) {
    private static final int CQL_PORT = 9042;
    private static final int MOST_EVENT_LOOPS = 8;

    public GatewaySettings {
        domains = List.copyOf(domains);
        websiteDomains = List.copyOf(websiteDomains);
        for (String domain : websiteDomains) {
            if (domains.contains(domain)) {
                throw new ConfigurationException(
                        domain + " is among both domains and website-domains: its hosts cannot be told apart.");
            }
        }
        if (!region.matches("[a-z0-9-]{1,64}")) {
            throw new ConfigurationException("Not the name of a region: " + region + ".");
        }
    }

    /** The names of {@code cassandra.embedded.durability}. */
    private enum DurabilityName {
        SAFE,
        RELAXED
    }

    /**
     * Reads every key.
     *
     * @throws ConfigurationException when a value cannot be used
     */
    public static GatewaySettings from(Configuration configuration) {
        try {
            Path dataDirectory =
                    Path.of(configuration.text("data-dir")).toAbsolutePath().normalize();
            return new GatewaySettings(
                    dataDirectory,
                    configuration.text("region"),
                    configuration.texts("domains"),
                    configuration.texts("website-domains"),
                    configuration.optionalPath("identities"),
                    configuration.choice("etag", Etags.class),
                    http(configuration),
                    new AdminSettings(configuration.choice("admin.metrics", AdminSettings.MetricsReaders.class)),
                    cassandra(configuration, dataDirectory.resolve("cassandra")),
                    StoreSettings.from(configuration),
                    lifecycle(configuration),
                    new WorkSettings(configuration.duration("work.lease"), configuration.duration("work.clock-skew")));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("The configuration cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static LifecycleSettings lifecycle(Configuration configuration) {
        return new LifecycleSettings(
                configuration.choice("lifecycle.worker", LifecycleSettings.Worker.class),
                new LifecycleDay(configuration.duration("lifecycle.day")),
                configuration.bytes("lifecycle.transition-minimum-size"),
                configuration.duration("lifecycle.interval"),
                configuration.duration("lifecycle.poll"),
                configuration.number("lifecycle.keys-per-second"),
                configuration.number("lifecycle.parallel-changes"));
    }

    private static HttpSettings http(Configuration configuration) {
        int eventLoops = configuration.number("http.event-loops");
        return new HttpSettings(
                HostPort.parse("http.listen", configuration.text("http.listen"), 9000),
                tls(configuration),
                eventLoops == 0
                        ? Math.min(MOST_EVENT_LOOPS, Runtime.getRuntime().availableProcessors())
                        : eventLoops,
                configuration.number("http.max-connections"),
                configuration.number("http.max-requests"),
                new HttpSettings.Limits(
                        configuration.size("http.limits.request-line"),
                        configuration.size("http.limits.headers"),
                        configuration.size("http.limits.body-window"),
                        configuration.size("http.limits.response-window"),
                        configuration.size("http.limits.drain"),
                        configuration.size("http.limits.body-rate")),
                new HttpSettings.Timeouts(
                        configuration.duration("http.timeouts.header"),
                        configuration.duration("http.timeouts.keep-alive"),
                        configuration.duration("http.timeouts.body"),
                        configuration.duration("http.timeouts.write"),
                        configuration.duration("http.timeouts.drain"),
                        configuration.duration("http.timeouts.stop")));
    }

    private static Optional<HttpSettings.TlsFiles> tls(Configuration configuration) {
        Optional<Path> certificate = configuration.optionalPath("http.tls.certificate");
        Optional<Path> key = configuration.optionalPath("http.tls.key");
        if (certificate.isPresent() != key.isPresent()) {
            throw new ConfigurationException("http.tls needs both a certificate and a key, or neither.");
        }
        return certificate.map(file -> new HttpSettings.TlsFiles(file, key.orElseThrow()));
    }

    private static CassandraChoice cassandra(Configuration configuration, Path directory) {
        List<String> contactPoints = configuration.texts("cassandra.contact-points");
        String localDataCenter = configuration.text("cassandra.local-dc");
        CassandraChoice.Access access = access(configuration);
        NodeSettings node = node(configuration, directory);
        if (contactPoints.isEmpty()) {
            return new CassandraChoice.Embedded(node, access);
        }
        return new CassandraChoice.Existing(
                contactPoints.stream()
                        .map(point -> HostPort.parse("cassandra.contact-points", point, CQL_PORT))
                        .toList(),
                localDataCenter,
                access);
    }

    private static CassandraChoice.Access access(Configuration configuration) {
        Optional<String> username = configuration.optionalText("cassandra.username");
        String password = configuration.text("cassandra.password");
        return new CassandraChoice.Access(
                new Keyspaces(configuration.text("cassandra.keyspace-prefix")),
                configuration.numbers("cassandra.replication.data"),
                configuration.numbers("cassandra.replication.meta"),
                configuration.choice("cassandra.registers", Registers.class),
                configuration.duration("cassandra.meta-timeout"),
                configuration.duration("cassandra.payload-timeout"),
                configuration.number("cassandra.meta-connections"),
                configuration.number("cassandra.payload-connections"),
                configuration.number("cassandra.concurrent-requests"),
                username.map(name -> new CassandraSettings.Credentials(name, password)));
    }

    private static NodeSettings node(Configuration configuration, Path directory) {
        NodeSettings alone = NodeSettings.in(directory);
        return alone.withDurability(
                        switch (configuration.choice("cassandra.embedded.durability", DurabilityName.class)) {
                            case SAFE -> Durability.SYNCED;
                            case RELAXED -> Durability.RELAXED;
                        })
                .withEndpoint(new NodeSettings.Endpoint(
                        alone.endpoint().address(),
                        configuration.number("cassandra.embedded.native-port"),
                        configuration.number("cassandra.embedded.storage-port")))
                .withLimits(new NodeSettings.Limits(
                        Math.toIntExact(configuration.bytes("cassandra.embedded.heap") >> 20),
                        configuration.optionalPath("cassandra.embedded.java-home"),
                        configuration.duration("cassandra.embedded.start-timeout"),
                        configuration.duration("cassandra.embedded.stop-timeout")));
    }
}
