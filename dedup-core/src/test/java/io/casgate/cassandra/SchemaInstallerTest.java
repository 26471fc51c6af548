package io.casgate.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaInstallerTest {
    private static final String TABLE_A =
            "CREATE TABLE IF NOT EXISTS {meta}.a (k int PRIMARY KEY) WITH compaction =" + " {leveled}";
    private static final String TABLE_B =
            "CREATE TABLE IF NOT EXISTS {data}.b (k int PRIMARY KEY) WITH compaction =" + " {tiered}";
    private static final SchemaModule FIRST = SchemaModule.of("test", List.of(TABLE_A));
    private static final SchemaModule SECOND = SchemaModule.of("test", List.of(TABLE_A, TABLE_B));

    private CassandraFixture fixture;
    private Cluster cluster;

    @BeforeEach
    void connect() {
        fixture = CassandraFixture.open();
        cluster = fixture.cluster();
    }

    @AfterEach
    void drop() {
        fixture.close();
    }

    @Test
    void installsOnceAndGoesOnFromTheRecordedVersion() {
        UUID id = SchemaInstaller.install(cluster, List.of(FIRST));
        assertThat(SchemaInstaller.install(cluster, List.of(FIRST))).isEqualTo(id);
        assertThat(SchemaInstaller.install(cluster, List.of(SECOND))).isEqualTo(id);
        cluster.prepare(Access.META_WRITE, "INSERT INTO {meta}.a (k) VALUES (?)")
                .run(1);
        cluster.prepare(Access.PAYLOAD_WRITE, "INSERT INTO {data}.b (k) VALUES (?)")
                .run(2);
        assertThat(cluster.prepare(Access.META_READ, "SELECT k FROM {meta}.a").all())
                .extracting(row -> row.getInt(0))
                .containsExactly(1);
    }

    @Test
    void refusesASchemaThatIsNewerThanItself() {
        SchemaInstaller.install(cluster, List.of(SECOND));
        assertThatThrownBy(() -> SchemaInstaller.install(cluster, List.of(FIRST)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("version 2")
                .hasMessageContaining("start a newer gateway");
    }

    @Test
    void manyGatewaysMayStartAtOnce() throws Exception {
        List<Future<UUID>> ids = new ArrayList<>();
        try (ExecutorService gateways = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                ids.add(gateways.submit(() -> SchemaInstaller.install(cluster, List.of(SECOND))));
            }
        }
        HashSet<UUID> distinct = new HashSet<>();
        for (Future<UUID> id : ids) {
            distinct.add(id.get());
        }
        assertThat(distinct).hasSize(1);
    }

    @Test
    void refusesAPayloadKeyspaceThatWasEmptied() {
        SchemaInstaller.install(cluster, List.of(SECOND));
        CassandraFixture.execute(cluster, "TRUNCATE {data}.cluster");
        assertThatThrownBy(() -> SchemaInstaller.install(cluster, List.of(SECOND)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("do not belong together");
    }

    @Test
    void refusesMetaWithoutThePayloadThatBelongsToIt() {
        SchemaInstaller.install(cluster, List.of(SECOND));
        CassandraFixture.execute(cluster, "DROP KEYSPACE {data}");
        assertThatThrownBy(() -> SchemaInstaller.install(cluster, List.of(SECOND)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("do not belong together");
    }

    @Test
    void refusesPayloadWithoutTheMetaThatBelongsToIt() {
        SchemaInstaller.install(cluster, List.of(SECOND));
        CassandraFixture.execute(cluster, "DROP KEYSPACE {meta}");
        assertThatThrownBy(() -> SchemaInstaller.install(cluster, List.of(SECOND)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("do not belong together");
    }

    @Test
    void completesAnInstallationThatStoppedBetweenTheTwoIdentities() {
        UUID id = SchemaInstaller.install(cluster, List.of());
        CassandraFixture.execute(cluster, "TRUNCATE {data}.cluster");
        CassandraFixture.execute(cluster, "TRUNCATE {meta}.schema_version");
        assertThat(SchemaInstaller.install(cluster, List.of(FIRST))).isEqualTo(id);
    }
}
