package io.casgate.cassandra;

import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import com.datastax.oss.driver.internal.core.connection.ExponentialReconnectionPolicy;
import com.datastax.oss.driver.internal.core.session.throttling.ConcurrencyLimitingRequestThrottler;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Our settings as the driver's: one execution profile per {@link Access}. */
final class DriverConfiguration {
    private static final Duration FIRST_RECONNECTION = Duration.ofMillis(200);
    /** After a restart of Cassandra the gateway must serve again at once, not after the driver's usual minute. */
    private static final Duration LAST_RECONNECTION = Duration.ofSeconds(2);

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int QUEUE_PER_CONCURRENT_REQUEST = 10;

    private DriverConfiguration() {}

    static DriverConfigLoader of(CassandraSettings settings, Access.Session session) {
        ProgrammaticDriverConfigLoaderBuilder builder = DriverConfigLoader.programmaticBuilder()
                .withString(
                        DefaultDriverOption.SESSION_NAME,
                        settings.keyspaces().prefix() + "-" + session.name().toLowerCase(Locale.ROOT))
                .withDuration(DefaultDriverOption.CONFIG_RELOAD_INTERVAL, Duration.ZERO)
                .withStringList(
                        DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES,
                        List.of(
                                settings.keyspaces().data(),
                                settings.keyspaces().meta()))
                .withClass(DefaultDriverOption.RECONNECTION_POLICY_CLASS, ExponentialReconnectionPolicy.class)
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, FIRST_RECONNECTION)
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, LAST_RECONNECTION)
                .withDuration(DefaultDriverOption.HEARTBEAT_INTERVAL, HEARTBEAT)
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .withClass(DefaultDriverOption.REQUEST_THROTTLER_CLASS, ConcurrencyLimitingRequestThrottler.class)
                .withInt(DefaultDriverOption.REQUEST_THROTTLER_MAX_CONCURRENT_REQUESTS, settings.concurrentRequests())
                .withInt(
                        DefaultDriverOption.REQUEST_THROTTLER_MAX_QUEUE_SIZE,
                        settings.concurrentRequests() * QUEUE_PER_CONCURRENT_REQUEST)
                .withString(
                        DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY,
                        Access.serialConsistency(settings).name());
        forSession(builder, settings, session);
        for (Access access : Access.values()) {
            builder.startProfile(access.profile())
                    .withString(
                            DefaultDriverOption.REQUEST_CONSISTENCY,
                            access.consistency(settings).name())
                    .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, access.timeout(settings))
                    .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, access.idempotent())
                    .withInt(DefaultDriverOption.REQUEST_PAGE_SIZE, access.pageSize())
                    .endProfile();
        }
        return builder.startProfile(Access.REGISTER_SWAP.profile())
                .withClass(DefaultDriverOption.RETRY_POLICY_CLASS, SendOnce.class)
                .endProfile()
                .build();
    }

    private static void forSession(
            ProgrammaticDriverConfigLoaderBuilder builder, CassandraSettings settings, Access.Session session) {
        switch (session) {
            case META ->
                builder.withInt(DefaultDriverOption.CONNECTION_POOL_LOCAL_SIZE, settings.metaConnections())
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, settings.metaTimeout());
            // Protocol v5 has slow spots with results of some hundred KiB (120 against 600 MB/s).
            case PAYLOAD ->
                builder.withString(DefaultDriverOption.PROTOCOL_VERSION, "V4")
                        .withInt(DefaultDriverOption.CONNECTION_POOL_LOCAL_SIZE, settings.payloadConnections())
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, settings.payloadTimeout());
        }
    }
}
