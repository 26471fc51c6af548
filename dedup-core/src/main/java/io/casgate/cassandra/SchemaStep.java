package io.casgate.cassandra;

/**
 * One change of the schema. It may run more than once (a gateway that dies after it, before its version is recorded), so
 * it is written with {@code IF NOT EXISTS} or the like. Once released it never changes: what follows is a new step.
 *
 * @param version 1, 2, 3 ... within its module
 * @param cql one statement; keyspaces are written {@code {data}} and {@code {meta}}, and the compaction options of a
 *     table that is written once {@code {tiered}}, of one that is overwritten and deleted from {@code {leveled}}
 */
public record SchemaStep(int version, String cql) {
    public SchemaStep {
        if (version < 1) {
            throw new IllegalArgumentException("Schema versions begin at 1: " + version);
        }
    }
}
