package io.casgate.work.cassandra;

import io.casgate.cassandra.SchemaModule;
import java.util.List;

/** The table of shared work. docs/DATA_MODEL.md explains it. */
public final class WorkSchema {
    public static final SchemaModule MODULE = SchemaModule.of("work", List.of("""
            CREATE TABLE IF NOT EXISTS {meta}.work_items (
                queue text,
                shard tinyint,
                name text,
                epoch bigint,
                wanted timestamp,
                due timestamp,
                progress text,
                holder uuid,
                held_until timestamp,
                PRIMARY KEY ((queue, shard), name)
            ) WITH compaction = {leveled}"""));

    private WorkSchema() {}
}
