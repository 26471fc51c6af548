package io.casgate.localcassandra;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The files and the command line that a Cassandra process starts with: {@code cassandra.yaml}, {@code logback.xml},
 * {@code cassandra-rackdc.properties} and a Java argument file.
 */
record NodeConfiguration(
        NodeSettings settings, NodePorts ports, DataDirectory directory, JavaRuntime java, CassandraJars jars) {
    /** First on the command line, where a process listing shows whose process this is. */
    static final String OWNER_PROPERTY = "-Dcasgate.node=";

    /** Last on the command line. */
    static final String MAIN_CLASS = "io.casgate.localcassandra.process.SupervisedCassandra";

    private static final List<String> OPENED_PACKAGES = List.of(
            "java.base/java.io",
            "java.base/java.lang",
            "java.base/java.lang.module",
            "java.base/java.lang.reflect",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.misc",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.util.jar",
            "java.base/sun.nio.ch",
            "jdk.management/com.sun.management.internal");

    /** With nobody to gossip with, there is nothing to wait for at start and stop. */
    private static final List<String> PAUSES_ALONE = List.of(
            "-Dcassandra.ring_delay_ms=0",
            "-Dcassandra.skip_wait_for_gossip_to_settle=0",
            "-Dcassandra.shutdown_announce_in_ms=0");

    /** On one machine and with tokens that are known beforehand, news needs one round of gossip, not half a minute. */
    private static final List<String> PAUSES_IN_CLUSTER = List.of(
            "-Dcassandra.ring_delay_ms=2000",
            "-Dcassandra.skip_wait_for_gossip_to_settle=0",
            "-Dcassandra.shutdown_announce_in_ms=500");

    InetSocketAddress contactPoint() {
        return new InetSocketAddress(settings.endpoint().address(), ports.nativePort());
    }

    /** Writes the files and returns the command. */
    List<String> write() throws IOException, CassandraStartException {
        Path conf = directory.conf();
        Files.writeString(conf.resolve("cassandra.yaml"), cassandraYaml());
        Files.writeString(conf.resolve("logback.xml"), logbackXml());
        Files.writeString(
                conf.resolve("cassandra-rackdc.properties"),
                "dc=%s%nrack=%s%n"
                        .formatted(
                                settings.membership().dataCenter(),
                                settings.membership().rack()));
        Path arguments = conf.resolve("java.args");
        Files.writeString(
                arguments,
                javaArguments().stream().map(NodeConfiguration::quoted).collect(Collectors.joining("\n", "", "\n")));
        return List.of(java.executable().toString(), OWNER_PROPERTY + directory.root(), "@" + arguments, MAIN_CLASS);
    }

    /** As argument files of Java and YAML both take it. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private List<String> javaArguments() throws CassandraStartException {
        Path conf = directory.conf();
        List<String> arguments = new ArrayList<>(List.of(
                "-classpath",
                jars.classPath(),
                "-javaagent:" + jars.memoryMeter(),
                "-Xms" + settings.limits().heapMebibytes() + "m",
                "-Xmx" + settings.limits().heapMebibytes() + "m",
                "-Xss512k",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UseG1GC",
                // A row or mutation of up to 1 MiB is not to be an object of humongous size.
                "-XX:G1HeapRegionSize=4m",
                "-XX:MaxGCPauseMillis=300",
                "-XX:+ParallelRefProcEnabled",
                "-XX:+PerfDisableSharedMem",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ErrorFile=" + directory.logs().resolve("jvm-crash-%p.log"),
                "-Djava.io.tmpdir=" + directory.tmp(),
                "-Djava.net.preferIPv4Stack=true",
                "-Djdk.attach.allowAttachSelf=true",
                "-Dio.netty.tryReflectionSetAccessible=true",
                "-Dcassandra-foreground=yes",
                "-Dcassandra.config=" + conf.resolve("cassandra.yaml").toUri(),
                "-Dcassandra-rackdc.properties="
                        + conf.resolve("cassandra-rackdc.properties").toUri(),
                "-Dlogback.configurationFile=" + conf.resolve("logback.xml"),
                "-Dcassandra.logdir=" + directory.logs(),
                "-Dcassandra.storagedir=" + directory.root()));
        if (settings.durability() == Durability.DISPOSABLE) {
            arguments.add("-Dcassandra.test.flush_local_schema_changes=false");
        }
        arguments.addAll(settings.membership().isAlone() ? PAUSES_ALONE : PAUSES_IN_CLUSTER);
        for (String opened : OPENED_PACKAGES) {
            arguments.add("--add-opens=" + opened + "=ALL-UNNAMED");
        }
        if (java.feature() >= 24) {
            arguments.add("--enable-native-access=ALL-UNNAMED");
            arguments.add("--sun-misc-unsafe-memory-access=allow");
        }
        return arguments;
    }

    private String cassandraYaml() {
        String address = settings.endpoint().address().getHostAddress();
        String seeds = (settings.membership().isAlone()
                        ? List.of(settings.endpoint().address())
                        : settings.membership().seeds())
                .stream()
                        .map(InetAddress::getHostAddress)
                        .map(seed -> seed + ":" + ports.storagePort())
                        .collect(Collectors.joining(","));
        return """
                # Written by Casgate at each start; changes made here are lost.
                cluster_name: %s
                partitioner: org.apache.cassandra.dht.Murmur3Partitioner
                num_tokens: 1
                initial_token: %d
                # The nodes of a cluster of ours start together, empty, with tokens of their own: nothing is to be streamed.
                auto_bootstrap: false
                endpoint_snitch: GossipingPropertyFileSnitch
                dynamic_snitch: false
                seed_provider:
                  - class_name: org.apache.cassandra.locator.SimpleSeedProvider
                    parameters:
                      - seeds: "%s"
                listen_address: %s
                rpc_address: %s
                native_transport_port: %d
                storage_port: %d

                data_file_directories: [%s]
                commitlog_directory: %s
                saved_caches_directory: %s
                hints_directory: %s
                cdc_raw_directory: %s

                %s
                commitlog_segment_size: 32MiB
                commitlog_total_space: 1024MiB
                # A commit log that cannot be written must never be followed by an acknowledgement: die, be restarted and
                # replay. A data file that cannot be read costs its reads; an error of the disk stops the transports,
                # which the supervisor notices.
                commit_failure_policy: die
                disk_failure_policy: stop

                # Rows here are blobs of 64 KiB in mutations of 1 MiB: keep them off the heap, and let one client send as
                # much at once as the whole node takes.
                memtable:
                  configurations:
                    trie:
                      class_name: TrieMemtable
                    default:
                      inherits: trie
                memtable_allocation_type: offheap_objects
                memtable_offheap_space: %dMiB
                native_transport_max_request_data_in_flight: %dMiB
                native_transport_max_request_data_in_flight_per_ip: %dMiB
                native_transport_max_frame_size: 16MiB
                concurrent_writes: 64
                file_cache_size: 128MiB
                sstable:
                  selected_format: bti
                storage_compatibility_mode: NONE
                uuid_sstable_identifiers_enabled: true
                trickle_fsync: true
                paxos_variant: v2

                # A dropped or truncated table gives its space back at once.
                auto_snapshot: false
                snapshot_before_compaction: false
                hinted_handoff_enabled: %s
                cdc_enabled: false

                # A busy laptop is slow, not broken, and a single node has no replica to ask instead.
                read_request_timeout: 10s
                range_request_timeout: 30s
                write_request_timeout: 10s
                cas_contention_timeout: 5s
                request_timeout: 30s
                """.formatted(
                        settings.membership().clusterName(),
                        settings.membership().token(),
                        seeds,
                        address,
                        address,
                        ports.nativePort(),
                        ports.storagePort(),
                        quoted(directory.root().resolve("data").toString()),
                        quoted(directory.root().resolve("commitlog").toString()),
                        quoted(directory.root().resolve("saved_caches").toString()),
                        quoted(directory.root().resolve("hints").toString()),
                        quoted(directory.root().resolve("cdc_raw").toString()),
                        commitLogSync(),
                        settings.limits().heapMebibytes() / 4,
                        settings.limits().heapMebibytes() / 4,
                        settings.limits().heapMebibytes() / 4,
                        !settings.membership().isAlone());
    }

    private String commitLogSync() {
        return switch (settings.durability()) {
            case SYNCED -> """
                    commitlog_sync: batch
                    # Direct I/O (with DSYNC) where the file system has it: a third less CPU time than syncing mapped pages.
                    commitlog_disk_access_mode: auto""";
            case RELAXED, DISPOSABLE -> """
                    commitlog_sync: periodic
                    commitlog_sync_period: 10000ms
                    # Pages of the kernel outlive a killed process; buffers for direct I/O would go with it, unwritten.
                    commitlog_disk_access_mode: mmap""";
        };
    }

    private static String logbackXml() {
        return """
                <configuration>
                  <appender name="file" class="ch.qos.logback.core.rolling.RollingFileAppender">
                    <file>${cassandra.logdir}/cassandra.log</file>
                    <rollingPolicy class="ch.qos.logback.core.rolling.FixedWindowRollingPolicy">
                      <fileNamePattern>${cassandra.logdir}/cassandra.log.%i</fileNamePattern>
                      <maxIndex>4</maxIndex>
                    </rollingPolicy>
                    <triggeringPolicy class="ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy">
                      <maxFileSize>10MB</maxFileSize>
                    </triggeringPolicy>
                    <encoder>
                      <pattern>%-5level %date{ISO8601,UTC} [%thread] %logger{0} - %msg%n</pattern>
                    </encoder>
                  </appender>
                  <root level="INFO">
                    <appender-ref ref="file"/>
                  </root>
                </configuration>
                """;
    }
}
