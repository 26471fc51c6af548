package io.casgate.bench.cli;

import io.casgate.bench.cql.Ceiling;
import io.casgate.bench.cql.CqlTarget;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which Cassandra is measured, and with how much at once. */
final class CassandraOptions {
    @Option(
            names = "--cassandra",
            paramLabel = "HOST[:PORT]",
            required = true,
            description = "a keyspace casgate_bench_… is created there, and dropped at the end")
    private String node = "";

    @Option(names = "--local-dc", description = "default: that of the node")
    private Optional<String> localDataCenter = Optional.empty();

    @Option(names = "--connections", defaultValue = "2", description = "to each node (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--protocol", defaultValue = "V4", description = "V4 or V5 (default: ${DEFAULT-VALUE})")
    private String protocol = "";

    @Option(
            names = "--streams",
            defaultValue = "4",
            description = "threads that send to Cassandra (default: ${DEFAULT-VALUE})")
    private int streams;

    @Option(
            names = "--window",
            defaultValue = "4",
            description = "requests of 1 MiB in flight per stream (default: ${DEFAULT-VALUE})")
    private int window;

    Ceiling open(Map<String, Long> pids) {
        return open(window, pids);
    }

    /** With another number of requests in flight per stream. */
    Ceiling open(int otherWindow, Map<String, Long> pids) {
        CqlTarget target = new CqlTarget(CqlTarget.parseNode(node), localDataCenter, connections, protocol);
        return Ceiling.open(target, new Ceiling.Shape(streams, otherWindow), pids);
    }

    int streams() {
        return streams;
    }

    int window() {
        return window;
    }
}
