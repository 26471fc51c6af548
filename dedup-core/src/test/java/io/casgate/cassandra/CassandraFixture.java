package io.casgate.cassandra;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.casgate.localcassandra.TestCassandra;
import java.util.List;
import java.util.UUID;

/**
 * A connected cluster with keyspaces of its own on the shared test Cassandra. {@link #shared} serves all tests of a JVM;
 * a test that changes the schema opens its own. The keyspaces are dropped at the end.
 */
public final class CassandraFixture implements AutoCloseable {
    private final Cluster cluster;

    private CassandraFixture(Cluster cluster) {
        this.cluster = cluster;
    }

    /** One cluster for the whole JVM, dropped at its exit; modules are installed by whoever needs their tables. */
    public static Cluster shared(SchemaModule... modules) {
        SchemaInstaller.install(Shared.CLUSTER, List.of(modules));
        return Shared.CLUSTER;
    }

    /** Connects with keyspaces that nobody else uses, not yet created. */
    public static CassandraFixture open() {
        return new CassandraFixture(Cluster.connect(settings()));
    }

    /** Settings with a keyspace prefix of their own. */
    public static CassandraSettings settings() {
        String prefix = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        return CassandraSettings.of(TestCassandra.contactPoints(), TestCassandra.localDatacenter())
                .withKeyspaces(new Keyspaces(prefix));
    }

    public Cluster cluster() {
        return cluster;
    }

    /** Runs {@code cql} as it is, keyspaces filled in: for tests that damage or inspect what is stored. */
    public static void execute(Cluster cluster, String cql, Object... values) {
        cluster.session(Access.SCHEMA)
                .execute(SimpleStatement.newInstance(cluster.keyspaces().expand(cql), values)
                        .setExecutionProfileName(Access.SCHEMA.profile()));
    }

    @Override
    public void close() {
        try (cluster) {
            execute(cluster, "DROP KEYSPACE IF EXISTS {data}");
            execute(cluster, "DROP KEYSPACE IF EXISTS {meta}");
        }
    }

    private static final class Shared {
        static final Cluster CLUSTER = start();

        private static Cluster start() {
            CassandraFixture fixture = open();
            Runtime.getRuntime().addShutdownHook(new Thread(fixture::close, "drop-test-keyspaces"));
            return fixture.cluster();
        }
    }
}
