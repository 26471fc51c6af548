package io.casgate.catalog.cassandra;

import io.casgate.cassandra.SchemaModule;
import java.util.List;

/** The catalog's tables. docs/DATA_MODEL.md explains them. */
public final class CatalogSchema {
    public static final SchemaModule MODULE =
            SchemaModule.of("catalog", List.of("""
                    CREATE TABLE IF NOT EXISTS {meta}.buckets (
                        name text PRIMARY KEY,
                        bucket_id uuid,
                        owner text,
                        created timestamp,
                        region text,
                        domain text,
                        deletion uuid,
                        versioning text
                    ) WITH compaction = {leveled}""", """
                    CREATE TABLE IF NOT EXISTS {meta}.owned_buckets (
                        owner text,
                        name text,
                        bucket_id uuid,
                        PRIMARY KEY ((owner), name, bucket_id)
                    ) WITH compaction = {leveled}""", """
                    CREATE TABLE IF NOT EXISTS {meta}.heads (
                        bucket_id uuid,
                        key blob,
                        version bigint,
                        change uuid,
                        parent uuid,
                        live boolean,
                        etag text,
                        last_modified timestamp,
                        owner text,
                        headers frozen<map<text, text>>,
                        metadata frozen<map<text, text>>,
                        tags frozen<map<text, text>>,
                        checksum_algorithm text,
                        checksum text,
                        checksum_type text,
                        part_count int,
                        upload_id blob,
                        content blob,
                        version_number bigint,
                        version_id text,
                        delete_marker boolean,
                        older_rows boolean,
                        older_null bigint,
                        PRIMARY KEY ((bucket_id, key))
                    ) WITH compaction = {leveled}""", """
                    CREATE TABLE IF NOT EXISTS {meta}.index_entries (
                        bucket_id uuid,
                        kind tinyint,
                        shard_id uuid,
                        key blob,
                        epoch bigint static,
                        low_key blob static,
                        high_key blob static,
                        next_shard uuid static,
                        state text static,
                        split_key blob static,
                        split_shard uuid static,
                        split_since timestamp static,
                        sealed_by uuid static,
                        trim_after timestamp static,
                        marker bigint,
                        version bigint,
                        etag text,
                        size bigint,
                        last_modified timestamp,
                        owner text,
                        storage_class text,
                        checksum_algorithm text,
                        checksum_type text,
                        delete_marker boolean,
                        PRIMARY KEY ((bucket_id, kind, shard_id), key)
                    ) WITH compaction = {leveled}""", """
                    CREATE TABLE IF NOT EXISTS {meta}.index_shards (
                        bucket_id uuid,
                        kind tinyint,
                        low_key blob,
                        shard_id uuid,
                        PRIMARY KEY ((bucket_id, kind), low_key)
                    ) WITH compaction = {leveled}""", """
                    CREATE TABLE IF NOT EXISTS {meta}.uploads (
                        upload_id blob,
                        part_number int,
                        bucket_id uuid static,
                        key blob static,
                        owner text static,
                        headers frozen<map<text, text>> static,
                        metadata frozen<map<text, text>> static,
                        tags frozen<map<text, text>> static,
                        part_checksum_algorithm text static,
                        part_checksum_type text static,
                        revision uuid static,
                        state text static,
                        plan_change uuid static,
                        plan_expected bigint static,
                        completed_etag text static,
                        completed_checksum_algorithm text static,
                        completed_checksum text static,
                        completed_checksum_type text static,
                        completed_version bigint static,
                        completed_version_id text static,
                        change uuid,
                        etag text,
                        checksum_algorithm text,
                        checksum text,
                        checksum_type text,
                        last_modified timestamp,
                        content blob,
                        PRIMARY KEY ((upload_id), part_number)
                    ) WITH compaction = {leveled}""", """
                    CREATE TABLE IF NOT EXISTS {meta}.trash (
                        hour int,
                        shard smallint,
                        id timeuuid,
                        bucket_id uuid,
                        key blob,
                        upload_id blob,
                        part_number int,
                        version bigint,
                        content blob,
                        PRIMARY KEY ((hour, shard), id)
                    ) WITH compaction = {leveled}""", """
                    CREATE TABLE IF NOT EXISTS {meta}.versions (
                        bucket_id uuid,
                        key blob,
                        version_number bigint,
                        version_id text,
                        delete_marker boolean,
                        etag text,
                        last_modified timestamp,
                        owner text,
                        headers frozen<map<text, text>>,
                        metadata frozen<map<text, text>>,
                        tags frozen<map<text, text>>,
                        checksum_algorithm text,
                        checksum text,
                        checksum_type text,
                        part_count int,
                        content blob,
                        PRIMARY KEY ((bucket_id, key), version_number)
                    ) WITH CLUSTERING ORDER BY (version_number DESC) AND compaction = {leveled}""", """
                    ALTER TABLE {meta}.buckets ADD IF NOT EXISTS (
                        configuration frozen<map<text, text>>,
                        revision uuid
                    )""", """
                    ALTER TABLE {meta}.heads ADD IF NOT EXISTS (
                        acl text,
                        retention_mode text,
                        retain_until timestamp,
                        legal_hold text
                    )""", """
                    ALTER TABLE {meta}.versions ADD IF NOT EXISTS (
                        acl text,
                        retention_mode text,
                        retain_until timestamp,
                        legal_hold text
                    )""", """
                    ALTER TABLE {meta}.uploads ADD IF NOT EXISTS (
                        acl text static,
                        retention_mode text static,
                        retain_until timestamp static,
                        legal_hold text static
                    )""", """
                    ALTER TABLE {meta}.heads ADD IF NOT EXISTS (
                        older_lowest bigint,
                        pending text,
                        pending_number bigint,
                        pending_tags frozen<map<text, text>>,
                        pending_acl text,
                        pending_retention_mode text,
                        pending_retain_until timestamp,
                        pending_legal_hold text
                    )""", """
                    ALTER TABLE {meta}.heads ADD IF NOT EXISTS (
                        pending_storage_class text
                    )"""));

    private CatalogSchema() {}
}
