package io.casgate.bench.cql;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/** The small operations on one narrow table. Safe for use by many threads. */
final class SmallStatements {
    /** Enough that two requests in flight seldom meet in one row. */
    static final long KEYS = 100_000;

    private static final int DETAIL_BYTES = 100;

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement read;
    private final PreparedStatement swap;

    SmallStatements(CqlSession session, String table) {
        this.session = session;
        this.insert = session.prepare("INSERT INTO " + table + " (id, version, detail) VALUES (?, ?, ?)");
        this.read = session.prepare("SELECT version, detail FROM " + table + " WHERE id = ?");
        this.swap = session.prepare("UPDATE " + table + " SET version = ?, detail = ? WHERE id = ? IF version != ?");
    }

    /** The result is the payload, which is not worth counting here: 0. */
    CompletionStage<Long> send(SmallOperation operation, long id) {
        return session.executeAsync(bind(operation, id)).thenApply(done -> 0L);
    }

    private BoundStatement bind(SmallOperation operation, long id) {
        return switch (operation) {
            case INSERT -> insert.bind(id, 0L, detail()).setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM);
            case READ -> read.bind(id).setConsistencyLevel(DefaultConsistencyLevel.LOCAL_ONE);
            case SWAP ->
                swap.bind(System.nanoTime(), detail(), id, -1L)
                        .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
                        .setSerialConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL);
        };
    }

    private static ByteBuffer detail() {
        return ByteBuffer.allocate(DETAIL_BYTES);
    }
}
