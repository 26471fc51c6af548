package io.casgate.bench.cql;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.casgate.bench.data.Noise;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.UUID;

/** Segments of 4 MiB as 64 rows of 64 KiB, 16 rows per request. Safe for use by many threads. */
final class PackStatements {
    static final int ROW_BYTES = 64 * 1024;
    static final int SEGMENT_BYTES = 4 * 1024 * 1024;

    private static final int ROWS_PER_SEGMENT = SEGMENT_BYTES / ROW_BYTES;
    private static final int ROWS_PER_REQUEST = 16;

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement select;

    PackStatements(CqlSession session, String table) {
        this.session = session;
        this.insert = session.prepare("INSERT INTO " + table + " (segment_id, position, pack) VALUES (?, ?, ?)");
        this.select = session.prepare(
                "SELECT pack FROM " + table + " WHERE segment_id = ? AND position >= ? AND position < ?");
    }

    UUID newSegment() {
        return UUID.randomUUID();
    }

    void writeSegment(UUID segment, long key, Window window) throws InterruptedException {
        Noise noise = new Noise(key, 0);
        for (int row = 0; row < ROWS_PER_SEGMENT; row += ROWS_PER_REQUEST) {
            BatchStatement batch = batch(segment, row, noise);
            window.submit(() -> session.executeAsync(batch).thenApply(done -> (long) ROWS_PER_REQUEST * ROW_BYTES));
        }
    }

    private BatchStatement batch(UUID segment, int firstRow, Noise noise) {
        BatchStatementBuilder batch = BatchStatement.builder(DefaultBatchType.UNLOGGED);
        for (int row = firstRow; row < firstRow + ROWS_PER_REQUEST; row++) {
            ByteBuffer pack = ByteBuffer.allocate(ROW_BYTES);
            noise.fill(pack, (long) row * ROW_BYTES);
            batch.addStatement(insert.bind(segment, row * ROW_BYTES, pack.flip()));
        }
        return batch.setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM).build();
    }

    void readSegment(UUID segment, Window window) throws InterruptedException {
        for (int row = 0; row < ROWS_PER_SEGMENT; row += ROWS_PER_REQUEST) {
            int from = row * ROW_BYTES;
            int to = from + ROWS_PER_REQUEST * ROW_BYTES;
            window.submit(() -> session.executeAsync(
                            select.bind(segment, from, to).setConsistencyLevel(DefaultConsistencyLevel.LOCAL_ONE))
                    .thenApply(PackStatements::count));
        }
    }

    private static long count(AsyncResultSet rows) {
        long bytes = 0;
        for (Row row : rows.currentPage()) {
            bytes += Objects.requireNonNull(row.getByteBuffer(0)).remaining();
        }
        if (bytes != (long) ROWS_PER_REQUEST * ROW_BYTES) {
            throw new IllegalStateException("a run has " + bytes + " bytes");
        }
        return bytes;
    }
}
