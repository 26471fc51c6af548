package io.casgate.dedup.store.cassandra;

import io.casgate.cassandra.SchemaModule;
import java.util.List;

/** The tables of the dedup store, explained in docs/DATA_MODEL.md. */
public final class DedupSchema {
    /** Packs are compressed by us, never change, and prove themselves by a checksum: read repair has nothing to add. */
    private static final String PACKS = """
            CREATE TABLE IF NOT EXISTS {data}.packs (
                segment_id uuid,
                position int,
                pack blob,
                PRIMARY KEY (segment_id, position)
            ) WITH compression = {'enabled': 'false'}
                AND compaction = {tiered}
                AND caching = {'keys': 'ALL', 'rows_per_partition': 'NONE'}
                AND read_repair = 'NONE'
                AND gc_grace_seconds = 86400""";

    private static final String SEGMENTS = """
            CREATE TABLE IF NOT EXISTS {meta}.segments (
                segment_id uuid,
                owner_id uuid,
                slots_used blob,
                domain text static,
                created timestamp static,
                slot_count smallint static,
                fingerprints blob static,
                condemned set<smallint> static,
                deleted set<smallint> static,
                saturated boolean static,
                PRIMARY KEY (segment_id, owner_id)
            ) WITH compaction = {leveled}""";

    private static final String BLOCK_INDEX = """
            CREATE TABLE IF NOT EXISTS {meta}.block_index (
                domain text,
                fingerprint blob,
                segment_id uuid,
                slot smallint,
                PRIMARY KEY ((domain, fingerprint))
            ) WITH compaction = {leveled}""";

    private static final String MANIFESTS = """
            CREATE TABLE IF NOT EXISTS {meta}.manifests (
                owner_id uuid,
                page int,
                content blob,
                PRIMARY KEY ((owner_id, page))
            ) WITH compaction = {tiered}""";

    private static final String INTENTS = """
            CREATE TABLE IF NOT EXISTS {meta}.intents (
                owner_id uuid PRIMARY KEY,
                gateway_id uuid,
                started timestamp
            ) WITH compaction = {leveled}""";

    /** The register that the body is for. */
    private static final String INTENT_TARGETS = "ALTER TABLE {meta}.intents ADD IF NOT EXISTS target blob";

    private static final String DOMAINS = """
            CREATE TABLE IF NOT EXISTS {meta}.domains (
                name text PRIMARY KEY,
                key blob,
                cutter text,
                fingerprints text
            ) WITH compaction = {leveled}""";

    private static final String USAGE = """
            CREATE TABLE IF NOT EXISTS {meta}.usage (
                scope text,
                gateway_id uuid,
                logical_bytes bigint,
                unique_bytes bigint,
                stored_bytes bigint,
                PRIMARY KEY (scope, gateway_id)
            ) WITH compaction = {leveled}""";

    public static final SchemaModule MODULE = SchemaModule.of(
            "dedup", List.of(PACKS, SEGMENTS, BLOCK_INDEX, MANIFESTS, INTENTS, DOMAINS, USAGE, INTENT_TARGETS));

    private DedupSchema() {}
}
