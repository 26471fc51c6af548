package io.casgate.localcassandra;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.localcassandra.NodeSettings.Endpoint;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class NodePortsTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @Test
    void choosesTwoFreePorts() throws Exception {
        NodePorts ports = NodePorts.UNKNOWN.completed(LOOPBACK);

        assertThat(ports.nativePort()).isBetween(20_000, 32_000).isNotEqualTo(ports.storagePort());
        assertThat(ports.storagePort()).isBetween(20_000, 32_000);
        assertThat(ports.taken(LOOPBACK)).isEmpty();
    }

    @Test
    void keepsWhatIsKnown() throws Exception {
        assertThat(new NodePorts(19_001, 19_002).completed(LOOPBACK)).isEqualTo(new NodePorts(19_001, 19_002));
        assertThat(new NodePorts(19_001, 0).completed(LOOPBACK).nativePort()).isEqualTo(19_001);
    }

    @Test
    void configurationComesBeforeMemory() {
        NodePorts remembered = new NodePorts(19_001, 19_002);

        assertThat(remembered.overriddenBy(new Endpoint(LOOPBACK, 0, 0))).isEqualTo(remembered);
        assertThat(remembered.overriddenBy(new Endpoint(LOOPBACK, 1, 0))).isEqualTo(new NodePorts(1, 19_002));
        assertThat(remembered.overriddenBy(new Endpoint(LOOPBACK, 0, 2))).isEqualTo(new NodePorts(19_001, 2));
    }

    @Test
    void noticesThePortThatIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, LOOPBACK)) {
            NodePorts ports =
                    new NodePorts(NodePorts.UNKNOWN.completed(LOOPBACK).nativePort(), other.getLocalPort());

            assertThat(ports.taken(LOOPBACK)).hasValue(other.getLocalPort());
        }
    }
}
