package io.casgate.bench.cql;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import com.datastax.oss.driver.internal.core.loadbalancing.DcInferringLoadBalancingPolicy;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * A node to measure through.
 *
 * @param localDataCenter empty to take the contact point's
 * @param connections to each node
 * @param protocol of the native transport, V4 or V5
 */
public record CqlTarget(InetSocketAddress node, Optional<String> localDataCenter, int connections, String protocol) {
    private static final int DEFAULT_PORT = 9042;

    /**
     * Reads {@code HOST[:PORT]}.
     *
     * @throws IllegalArgumentException when the port is not a number
     */
    public static InetSocketAddress parseNode(String text) {
        int colon = text.lastIndexOf(':');
        return colon < 0
                ? new InetSocketAddress(text, DEFAULT_PORT)
                : new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    CqlSession connect() {
        ProgrammaticDriverConfigLoaderBuilder configuration = DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.SESSION_NAME, "casgate-bench")
                .withString(DefaultDriverOption.PROTOCOL_VERSION, protocol)
                .withInt(DefaultDriverOption.CONNECTION_POOL_LOCAL_SIZE, connections)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                .withDuration(DefaultDriverOption.CONFIG_RELOAD_INTERVAL, Duration.ZERO)
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .withClass(DefaultDriverOption.LOAD_BALANCING_POLICY_CLASS, DcInferringLoadBalancingPolicy.class);
        localDataCenter.ifPresent(
                name -> configuration.withString(DefaultDriverOption.LOAD_BALANCING_LOCAL_DATACENTER, name));
        return CqlSession.builder()
                .addContactPoint(node)
                .withConfigLoader(configuration.build())
                .build();
    }
}
