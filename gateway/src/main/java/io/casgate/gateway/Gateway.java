package io.casgate.gateway;

import io.casgate.auth.Identities;
import io.casgate.auth.Identity;
import io.casgate.auth.ProxyTolerance;
import io.casgate.auth.RequestAuthenticator;
import io.casgate.cassandra.CassandraSettings;
import io.casgate.cassandra.Cluster;
import io.casgate.cassandra.SchemaException;
import io.casgate.cassandra.SchemaInstaller;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.cassandra.CassandraCatalog;
import io.casgate.catalog.cassandra.CatalogSchema;
import io.casgate.dedup.DedupMetrics;
import io.casgate.dedup.DedupStore;
import io.casgate.dedup.StoreUnavailableException;
import io.casgate.dedup.engine.DedupEngine;
import io.casgate.dedup.store.cassandra.CassandraPorts;
import io.casgate.dedup.store.cassandra.DedupSchema;
import io.casgate.gateway.admin.AccessLog;
import io.casgate.gateway.admin.AdminPages;
import io.casgate.gateway.admin.Health;
import io.casgate.gateway.admin.HttpMetrics;
import io.casgate.gateway.admin.ProcessMetrics;
import io.casgate.gateway.admin.StoreMetrics;
import io.casgate.gateway.config.CassandraChoice;
import io.casgate.gateway.config.ConfigurationException;
import io.casgate.gateway.config.GatewaySettings;
import io.casgate.gateway.config.IdentitiesFile;
import io.casgate.gateway.config.StoreSettings;
import io.casgate.gateway.http.ExchangeListener;
import io.casgate.gateway.http.Handler;
import io.casgate.gateway.http.HttpServer;
import io.casgate.gateway.lifecycle.Lifecycle;
import io.casgate.gateway.lifecycle.LifecycleMetrics;
import io.casgate.gateway.lifecycle.LifecycleSettings;
import io.casgate.gateway.lifecycle.LifecycleWorker;
import io.casgate.gateway.s3.ErrorResponses;
import io.casgate.gateway.s3.S3Handler;
import io.casgate.gateway.s3.S3Refusals;
import io.casgate.gateway.s3.operation.BucketDoor;
import io.casgate.gateway.s3.operation.Operations;
import io.casgate.gateway.s3.operation.Owners;
import io.casgate.gateway.s3.operation.Router;
import io.casgate.gateway.s3.operation.cors.CrossOrigin;
import io.casgate.gateway.s3.operation.form.FormPolicies;
import io.casgate.gateway.s3.operation.lock.ObjectLocks;
import io.casgate.gateway.s3.website.ByHost;
import io.casgate.gateway.s3.website.WebsiteHandler;
import io.casgate.localcassandra.CassandraStartException;
import io.casgate.localcassandra.LocalNode;
import io.casgate.work.WorkQueue;
import io.casgate.work.cassandra.CassandraWorkStore;
import io.casgate.work.cassandra.WorkSchema;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A running gateway: all that it consists of, put together in the order in which the parts need each other, and put away
 * in the opposite order. Any number can run in one process. Safe for use by many threads.
 */
public final class Gateway implements AutoCloseable {
    /** Of each keyspace, where the configuration leaves it open. */
    private static final int MOST_COPIES = 3;

    private final GatewaySettings settings;
    private final RootKeys rootKeys;
    private final HttpServer server;
    private final Parts parts;

    private Gateway(GatewaySettings settings, RootKeys rootKeys, HttpServer server, Parts parts) {
        this.settings = settings;
        this.rootKeys = rootKeys;
        this.server = server;
        this.parts = parts;
    }

    /**
     * Starts, and returns when requests are served.
     *
     * @param environment where the root keys may be
     * @throws ConfigurationException when the settings do not fit this machine
     * @throws StartException when something that the settings name does not start or answer
     * @throws InterruptedException when interrupted; nothing is left open then
     */
    public static Gateway start(GatewaySettings settings, Map<String, String> environment)
            throws StartException, InterruptedException {
        try (Parts parts = new Parts()) {
            requireFree(settings.http().listen());
            DataDirectory directory = parts.add(DataDirectory.claim(settings.dataDirectory()));
            RootKeys rootKeys = RootKeys.obtain(directory, environment);
            Identities identities = identities(settings, rootKeys);
            Cluster cluster = cluster(settings.cassandra(), parts);
            HttpServer server = new Assembly(settings, identities, cluster, parts).serve();
            return new Gateway(settings, rootKeys, server, parts.handOver());
        } catch (IOException | CassandraStartException | SchemaException | StoreUnavailableException e) {
            throw new StartException(e.getMessage(), e);
        }
    }

    /** So that a taken port is found before Cassandra is waited for. */
    private static void requireFree(InetSocketAddress listen) throws IOException {
        if (listen.getPort() == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(listen);
        } catch (IOException e) {
            throw new IOException("Cannot listen on " + listen + ": " + e.getMessage() + ".", e);
        }
    }

    private static Identities identities(GatewaySettings settings, RootKeys rootKeys) {
        List<Identity> all = new ArrayList<>();
        all.add(rootKeys.identity());
        settings.identities().ifPresent(file -> all.addAll(IdentitiesFile.read(file)));
        try {
            return new Identities(all);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("The identities cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static Cluster cluster(CassandraChoice choice, Parts parts)
            throws CassandraStartException, InterruptedException {
        Cluster cluster = parts.add(
                switch (choice) {
                    case CassandraChoice.Embedded embedded -> connect(embedded, parts);
                    case CassandraChoice.Existing existing -> connect(existing);
                });
        SchemaInstaller.install(cluster, List.of(DedupSchema.MODULE, CatalogSchema.MODULE, WorkSchema.MODULE));
        return cluster;
    }

    private static Cluster connect(CassandraChoice.Embedded embedded, Parts parts)
            throws CassandraStartException, InterruptedException {
        LocalNode node = parts.add(LocalNode.start(embedded.node()));
        return Cluster.connect(embedded.access().settings(List.of(node.contactPoint()), node.localDatacenter(), 1));
    }

    /** Where the number of copies is left open, the cluster has to be asked how many nodes it has. */
    private static Cluster connect(CassandraChoice.Existing existing) {
        CassandraSettings settings = existing.settings(1);
        Cluster cluster = Cluster.connect(settings);
        if (cluster.localNodes() == 0) {
            cluster.close();
            throw new ConfigurationException("The Cassandra cluster has no node in a data centre "
                    + settings.localDataCenter() + "; give the name of one that it has as --local-dc.");
        }
        int copies = Math.min(MOST_COPIES, cluster.localNodes());
        if (copies == 1 || !existing.access().leavesCopiesOpen()) {
            return cluster;
        }
        cluster.close();
        return Cluster.connect(existing.settings(copies));
    }

    RootKeys rootKeys() {
        return rootKeys;
    }

    /** Where S3 is served, as a client on this machine takes it. */
    public URI endpoint() {
        return uri(
                settings.http().tls().isPresent() ? "https" : "http",
                settings.http().listen(),
                server.address().getPort());
    }

    /** A wildcard address, on which all interfaces listen, is none to connect to: the loopback is. */
    static URI uri(String scheme, InetSocketAddress listen, int port) {
        String host = listen.getHostString();
        if (listen.getAddress().isAnyLocalAddress()) {
            host = listen.getAddress() instanceof Inet6Address ? "::1" : "127.0.0.1";
        }
        String authority = host.contains(":") ? "[" + host + "]" : host;
        return URI.create(scheme + "://" + authority + ":" + port);
    }

    /** Lets requests in flight finish, within the configured bound, and puts everything away. */
    @Override
    public void close() {
        parts.close();
    }

    /** Puts the S3 service together on a cluster. */
    private record Assembly(GatewaySettings settings, Identities identities, Cluster cluster, Parts parts) {
        HttpServer serve() throws IOException {
            InstantSource clock = InstantSource.system();
            String hostId = UUID.randomUUID().toString();
            PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            parts.add(new ProcessMetrics(registry));
            HttpMetrics metrics = new HttpMetrics(registry);
            AccessLog accessLog = new AccessLog();
            ExchangeListener listener = exchange -> {
                metrics.completed(exchange);
                accessLog.completed(exchange);
            };
            ErrorResponses errors = new ErrorResponses(hostId);
            Handler routes = new Routes(bucketDomains(), pages(registry), s3(errors, registry, clock));
            HttpServer server = parts.add(HttpServer.start(
                    settings.http(),
                    new HttpServer.Callbacks(routes, new S3Refusals(errors), listener, clock, hostId)));
            metrics.watch(server);
            return server;
        }

        /** Under which the host names a bucket, so that any path is a key. */
        private List<String> bucketDomains() {
            return Stream.concat(settings.domains().stream(), settings.websiteDomains().stream())
                    .toList();
        }

        private Handler pages(PrometheusMeterRegistry registry) {
            Health health = () -> cluster.reachable() ? Health.State.READY : Health.State.CASSANDRA_DOWN;
            Gauge.builder("casgate.cassandra.up", health, it -> it.state() == Health.State.READY ? 1 : 0)
                    .description("Whether a node of the local data centre can take requests")
                    .register(registry);
            FunctionCounter.builder("casgate.cassandra.statements", cluster, Cluster::statements)
                    .description("Statements sent to Cassandra, batches and further pages counted as one each")
                    .register(registry);
            return new AdminPages(settings.admin(), registry, health);
        }

        private Handler s3(ErrorResponses errors, PrometheusMeterRegistry registry, InstantSource clock) {
            Catalog catalog =
                    CassandraCatalog.open(cluster, settings.store().catalog(), clock, parts.add(new BackgroundWork()));
            Owners owners = new Owners(() -> identities);
            BucketDoor door = new BucketDoor(catalog.buckets(), owners, clock);
            Lifecycle lifecycle = lifecycle(catalog, registry, clock);
            RequestAuthenticator authenticator = new RequestAuthenticator(
                    () -> identities, settings.region(), ProxyTolerance.HOST_PORT_AND_ACCEPT_ENCODING, clock);
            Operations operations = new Operations(
                    catalog,
                    dedup(registry, clock),
                    lifecycle,
                    new ObjectLocks(clock),
                    door,
                    owners,
                    new FormPolicies(authenticator, clock),
                    settings.region(),
                    settings.etag());
            CrossOrigin crossOrigin = new CrossOrigin(catalog.buckets());
            S3Handler s3 = new S3Handler(
                    operations.addTo(new Router(settings.domains())), authenticator, door, crossOrigin, errors);
            WebsiteHandler sites =
                    new WebsiteHandler(settings.websiteDomains(), door, operations.reading(), crossOrigin, errors);
            return new ByHost(settings.websiteDomains(), sites, s3);
        }

        private Lifecycle lifecycle(Catalog catalog, PrometheusMeterRegistry registry, InstantSource clock) {
            LifecycleSettings chosen = settings.lifecycle();
            WorkQueue queue = new WorkQueue(Lifecycle.QUEUE, new CassandraWorkStore(cluster), settings.work(), clock);
            Lifecycle lifecycle = new Lifecycle(catalog.buckets(), queue, chosen.day(), chosen.leastMoved());
            if (chosen.worker() == LifecycleSettings.Worker.ON) {
                LifecycleMetrics metrics = new LifecycleMetrics(registry);
                parts.add(new LifecycleWorker(catalog, lifecycle, queue, chosen, metrics, clock))
                        .start();
            }
            return lifecycle;
        }

        private DedupStore dedup(PrometheusMeterRegistry registry, InstantSource clock) {
            StoreSettings store = settings.store();
            DedupMetrics metrics = new DedupMetrics();
            DedupEngine engine = parts.add(new DedupEngine(
                    CassandraPorts.on(cluster), store.writing(), store.reading(), metrics, clock, System::nanoTime));
            StoreMetrics.bind(registry, metrics, engine);
            return engine;
        }
    }
}
