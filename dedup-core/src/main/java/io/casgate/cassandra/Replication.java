package io.casgate.cassandra;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Copies of a keyspace per data centre, as NetworkTopologyStrategy takes them.
 *
 * @param copies data centre to number of replicas, at least one each
 */
public record Replication(Map<String, Integer> copies) {
    public Replication {
        if (copies.isEmpty()) {
            throw new IllegalArgumentException("Replication names no data centre");
        }
        copies.forEach((dataCenter, count) -> {
            if (dataCenter.isBlank() || dataCenter.indexOf('\'') >= 0) {
                throw new IllegalArgumentException("Not the name of a data centre: '" + dataCenter + "'");
            }
            if (count < 1) {
                throw new IllegalArgumentException("Data centre " + dataCenter + " needs at least one replica");
            }
        });
        copies = Map.copyOf(copies);
    }

    public static Replication of(String dataCenter, int count) {
        return new Replication(Map.of(dataCenter, count));
    }

    /** The value of {@code WITH replication =}. */
    String toCql() {
        return new TreeMap<>(copies)
                .entrySet().stream()
                        .map(entry -> ", '" + entry.getKey() + "': " + entry.getValue())
                        .collect(Collectors.joining("", "{'class': 'NetworkTopologyStrategy'", "}"));
    }
}
