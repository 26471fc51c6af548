package io.casgate.localcassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import io.casgate.localcassandra.LocalCluster.Place;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClusterTest {
    @TempDir
    Path parent;

    @Test
    void aDataCenterServesWhatTheOtherWroteAndStopped() throws Exception {
        NodeSettings common = NodeSettings.in(parent).withHeapMebibytes(384).withDurability(Durability.RELAXED);
        List<Place> places = List.of(new Place("dc1", "rack1"), new Place("dc2", "rack2"));
        try (LocalCluster cluster = LocalCluster.start(common, places)) {
            try (CqlSession session = connect(cluster, 0, "dc1")) {
                assertThat(session.getMetadata().getNodes().values())
                        .extracting(Node::getDatacenter, Node::getRack)
                        .containsExactlyInAnyOrder(tuple("dc1", "rack1"), tuple("dc2", "rack2"));
                session.execute("CREATE KEYSPACE test WITH replication ="
                        + " {'class': 'NetworkTopologyStrategy', 'dc1': 1, 'dc2': 1}");
                session.execute("CREATE TABLE test.words (name text PRIMARY KEY, word text)");
                session.execute(SimpleStatement.newInstance("INSERT INTO test.words (name, word) VALUES ('a', 'b')")
                        .setConsistencyLevel(ConsistencyLevel.ALL));
            }
            cluster.stopNode(0);
            assertThatThrownBy(() -> cluster.node(0)).isInstanceOf(IllegalStateException.class);
            try (CqlSession session = connect(cluster, 1, "dc2")) {
                assertThat(session.execute(SimpleStatement.newInstance("SELECT word FROM test.words WHERE name = 'a'")
                                        .setConsistencyLevel(ConsistencyLevel.LOCAL_ONE))
                                .all())
                        .hasSize(1);
            }
            cluster.startNode(0);
            assertThat(cluster.node(0).contactPoint())
                    .isEqualTo(cluster.contactPoints().getFirst());
        }
    }

    private static CqlSession connect(LocalCluster cluster, int node, String dataCenter) {
        return NodeClient.connect(cluster.node(node).contactPoint(), dataCenter);
    }
}
