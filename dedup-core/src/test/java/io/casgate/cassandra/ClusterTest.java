package io.casgate.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import io.casgate.dedup.StoreUnavailableException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterTest {
    private static final SchemaModule TABLES = SchemaModule.of(
            "cluster-test",
            List.of(
                    "CREATE TABLE IF NOT EXISTS {meta}.r (k text PRIMARY KEY, v bigint)",
                    "CREATE TABLE IF NOT EXISTS {data}.p (k text, n int, v blob, PRIMARY KEY (k, n))"));

    private final Cluster cluster = CassandraFixture.shared(TABLES);

    @Test
    void everyAccessHasItsProfile() {
        for (Access access : Access.values()) {
            assertThat(cluster.session(access).getContext().getConfig().getProfiles())
                    .containsKey(access.profile());
        }
    }

    @Test
    void compareAndSetAppliesOnce() {
        Query insert = cluster.prepare(Access.REGISTER_SWAP, "INSERT INTO {meta}.r (k, v) VALUES (?, ?) IF NOT EXISTS");
        assertThat(insert.applied("one", 1L)).isTrue();
        assertThat(insert.applied("one", 2L)).isFalse();
        Query settle = cluster.prepare(Access.REGISTER_SETTLE, "SELECT v FROM {meta}.r WHERE k = ?");
        assertThat(settle.one("one"))
                .isNotNull()
                .extracting(row -> row.getLong(0))
                .isEqualTo(1L);
    }

    @Test
    void aBatchWritesRowsOfOnePartition() {
        Query insert = cluster.prepare(Access.PAYLOAD_WRITE, "INSERT INTO {data}.p (k, n, v) VALUES (?, ?, ?)");
        ByteBuffer value = ByteBuffer.allocate(64 * 1024);
        Query.await(insert.sendBatch(
                List.of(insert.bind("b", 1, value), insert.bind("b", 2, value), insert.bind("b", 3, value))));
        Query read = cluster.prepare(Access.PAYLOAD_READ, "SELECT n FROM {data}.p WHERE k = ?");
        assertThat(read.all("b")).extracting(row -> row.getInt(0)).containsExactly(1, 2, 3);
    }

    @Test
    void rowsAreReadPageByPage() {
        Query insert = cluster.prepare(Access.META_WRITE, "INSERT INTO {data}.p (k, n, v) VALUES ('paged', ?, 0x00)");
        for (int i = 0; i < 1201; i++) {
            insert.run(i);
        }
        assertThat(cluster.prepare(Access.SCAN, "SELECT n FROM {data}.p WHERE k = ?")
                        .all("paged"))
                .hasSize(1201);
    }

    @Test
    void aWrongStatementIsOurDefectAndNotAnOutage() {
        assertThatThrownBy(() -> cluster.prepare(Access.META_READ, "SELECT nothing FROM {meta}.r"))
                .isInstanceOf(QueryValidationException.class);
    }

    @Test
    void whatCannotBeServedIsUnavailable() {
        CassandraSettings nobody =
                CassandraSettings.of(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)), "dc1");
        assertThatThrownBy(() -> Cluster.connect(nobody)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aClosedClusterIsUnavailable() {
        Cluster closed = Cluster.connect(cluster.settings());
        Query read = closed.prepare(Access.META_READ, "SELECT v FROM {meta}.r WHERE k = ?");
        closed.close();
        assertThatThrownBy(() -> read.one("one")).isInstanceOf(StoreUnavailableException.class);
        assertThat(read.send("one")).completesExceptionallyWithin(Duration.ofSeconds(5));
    }
}
