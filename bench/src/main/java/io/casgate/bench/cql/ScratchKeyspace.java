package io.casgate.bench.cql;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.InvalidConfigurationInQueryException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.SyntaxError;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A keyspace with tables shaped like the gateway's, under a name of its own, dropped with all its data at the end.
 * Replication factor 1.
 */
final class ScratchKeyspace implements AutoCloseable {
    private static final Duration SCHEMA_TIMEOUT = Duration.ofSeconds(60);
    /** Without the second option dropping the table leaves a snapshot of its data behind. */
    private static final String CASSANDRA_5 =
            " AND compaction = {'class': 'UnifiedCompactionStrategy', 'scaling_parameters': 'T8',"
                    + " 'target_sstable_size': '1GiB'} AND allow_auto_snapshot = false";

    private static final String CASSANDRA_4 = " AND compaction = {'class': 'SizeTieredCompactionStrategy'}";

    private final CqlSession session;
    private final String name;

    ScratchKeyspace(CqlSession session) {
        this.session = session;
        this.name = "casgate_bench_"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        execute("CREATE KEYSPACE " + name + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
        createTable("CREATE TABLE " + packs() + " (segment_id uuid, position int, pack blob,"
                + " PRIMARY KEY ((segment_id), position))"
                + " WITH compression = {'enabled': false} AND read_repair = 'NONE'"
                + " AND caching = {'keys': 'ALL', 'rows_per_partition': 'NONE'}");
        createTable("CREATE TABLE " + small() + " (id bigint PRIMARY KEY, version bigint, detail blob)"
                + " WITH gc_grace_seconds = 0");
    }

    /** The payload table's name. */
    String packs() {
        return name + ".packs";
    }

    /** The narrow table's name. */
    String small() {
        return name + ".small";
    }

    private void createTable(String definition) {
        try {
            execute(definition + CASSANDRA_5);
        } catch (SyntaxError | InvalidQueryException | InvalidConfigurationInQueryException e) {
            execute(definition + CASSANDRA_4);
        }
    }

    private void execute(String cql) {
        session.execute(SimpleStatement.newInstance(cql).setTimeout(SCHEMA_TIMEOUT));
    }

    @Override
    public void close() {
        execute("DROP KEYSPACE IF EXISTS " + name);
    }
}
