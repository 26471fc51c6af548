package io.casgate.localcassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.Row;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;

/** Writes and reads single values, with a session for each call: nothing survives here that the node may lose. */
final class NodeClient {
    private final InetSocketAddress contactPoint;

    NodeClient(InetSocketAddress contactPoint) {
        this.contactPoint = contactPoint;
    }

    void createTable() {
        try (CqlSession session = connect()) {
            session.execute("CREATE KEYSPACE test WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 1}");
            session.execute("CREATE TABLE test.words (name text PRIMARY KEY, word text)");
        }
    }

    void write(String name, String word) {
        try (CqlSession session = connect()) {
            session.execute("INSERT INTO test.words (name, word) VALUES (?, ?)", name, word);
        }
    }

    String read(String name) {
        return string("SELECT word FROM test.words WHERE name = ?", name);
    }

    String setting(String name) {
        return string("SELECT value FROM system_views.settings WHERE name = ?", name);
    }

    private String string(String query, String argument) {
        try (CqlSession session = connect()) {
            Row row = Objects.requireNonNull(session.execute(query, argument).one(), "no row");
            return Objects.requireNonNull(row.getString(0), "no value");
        }
    }

    private CqlSession connect() {
        return connect(contactPoint, "dc1");
    }

    static CqlSession connect(InetSocketAddress contactPoint, String dataCenter) {
        return CqlSession.builder()
                .addContactPoint(contactPoint)
                .withLocalDatacenter(dataCenter)
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(30))
                        .build())
                .build();
    }
}
