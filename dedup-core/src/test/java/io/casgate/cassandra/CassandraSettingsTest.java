package io.casgate.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CassandraSettingsTest {
    private static final List<InetSocketAddress> NODE = List.of(InetSocketAddress.createUnresolved("127.0.0.1", 9042));

    @Test
    void replicationIsWhatCassandraTakes() {
        assertThat(new Replication(Map.of("MAINDC", 3, "BACKUPDC", 1)).toCql())
                .isEqualTo("{'class': 'NetworkTopologyStrategy', 'BACKUPDC': 1, 'MAINDC': 3}");
    }

    @Test
    void refusesWhatCannotWork() {
        assertThatThrownBy(() -> CassandraSettings.of(List.of(), "dc1")).hasMessageContaining("contact point");
        assertThatThrownBy(() -> CassandraSettings.of(NODE, " ")).hasMessageContaining("data centre");
        assertThatThrownBy(() -> new Keyspaces("Casgate")).hasMessageContaining("prefix");
        assertThatThrownBy(() -> Replication.of("dc'1", 1)).hasMessageContaining("data centre");
        assertThatThrownBy(() -> Replication.of("dc1", 0)).hasMessageContaining("at least one");
    }

    @Test
    void compactionFollowsTheRelease() {
        assertThat(Compaction.of("5.0.9")).isEqualTo(Compaction.UNIFIED);
        assertThat(Compaction.of("10.1-SNAPSHOT")).isEqualTo(Compaction.UNIFIED);
        assertThat(Compaction.of("4.1.5")).isEqualTo(Compaction.CLASSIC);
        assertThat(Compaction.of("")).isEqualTo(Compaction.CLASSIC);
    }
}
