package io.casgate.catalog.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.cassandra.CassandraFixture;
import io.casgate.cassandra.Cluster;
import io.casgate.cassandra.SchemaInstaller;
import io.casgate.cassandra.SchemaModule;
import io.casgate.catalog.Bucket;
import io.casgate.catalog.BucketId;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.Condition;
import io.casgate.catalog.ObjectDescription;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.Objects;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.VersionId;
import io.casgate.catalog.Versioning;
import io.casgate.catalog.core.LinearCatalog;
import io.casgate.catalog.port.BucketRow;
import io.casgate.catalog.port.CatalogPorts;
import io.casgate.catalog.port.IndexId;
import io.casgate.catalog.port.Shard;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.manifest.ContentCodec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an earlier version has stored is read, and changed, after the upgrade. */
final class CatalogSchemaTest {
    /** Of the first version that was kept. */
    private static final SchemaModule FIRST =
            new SchemaModule("catalog", CatalogSchema.MODULE.steps().subList(0, 8));

    private static final BucketId BUCKET = BucketId.random();
    private static final ObjectKey KEY = new ObjectKey("k");
    private static final VersionId OLDER = VersionId.create(3, new Random(1));

    @Test
    void upgradesWhatTheFirstVersionHasStored() {
        try (CassandraFixture fixture = CassandraFixture.open()) {
            Cluster cluster = fixture.cluster();
            SchemaInstaller.install(cluster, List.of(FIRST));
            storeAsTheFirstVersionDid(cluster);

            SchemaInstaller.install(cluster, List.of(CatalogSchema.MODULE));

            CatalogPorts ports = CassandraCatalog.ports(cluster, CatalogSettings.DEFAULT, InstantSource.system());
            requireBucket(ports);
            requireVersions(ports);
        }
    }

    private static void storeAsTheFirstVersionDid(Cluster cluster) {
        CassandraFixture.execute(
                cluster,
                "INSERT INTO {meta}.buckets (name, bucket_id, owner, created, region, domain, versioning)"
                        + " VALUES ('old', ?, 'owner', ?, 'eu', 'default', 'ENABLED')",
                BUCKET.value(),
                Instant.EPOCH);
        CassandraFixture.execute(
                cluster,
                "INSERT INTO {meta}.heads (bucket_id, key, version, change, live, etag, last_modified, owner, headers,"
                        + " metadata, tags, part_count, content, version_number, version_id, delete_marker, older_rows,"
                        + " older_null) VALUES (?, ?, 6, ?, true, 'newer', ?, 'owner', {}, {}, {'team': 'a'}, 0, ?, 5,"
                        + " 'null', false, true, 0)",
                BUCKET.value(),
                Columns.key(KEY),
                UUID.randomUUID(),
                Instant.EPOCH,
                ContentCodec.encode(Content.Inline.EMPTY));
        CassandraFixture.execute(
                cluster,
                "INSERT INTO {meta}.versions (bucket_id, key, version_number, version_id, delete_marker, etag,"
                        + " last_modified, owner, headers, metadata, tags, part_count, content) VALUES (?, ?, 3, ?,"
                        + " false, 'older', ?, 'owner', {}, {}, {}, 0, ?) USING TIMESTAMP 3",
                BUCKET.value(),
                Columns.key(KEY),
                OLDER.text(),
                Instant.EPOCH,
                ContentCodec.encode(Content.Inline.EMPTY));
    }

    private static void requireBucket(CatalogPorts ports) {
        BucketRow row = ports.buckets().read("old").orElseThrow();
        assertThat(row.bucket().versioning()).isEqualTo(Versioning.ENABLED);
        assertThat(row.bucket().configuration()).isEmpty();
        Bucket changed = row.bucket().with(Map.of("policy", "p"));
        assertThat(ports.buckets().swap(changed, row.revision(), UUID.randomUUID()))
                .isTrue();
        assertThat(ports.buckets().read("old").map(BucketRow::bucket)).contains(changed);
    }

    private static void requireVersions(CatalogPorts ports) {
        ports.index().create(Shard.root(new IndexId(BUCKET, IndexId.Kind.OBJECTS)));
        Objects objects =
                new LinearCatalog(ports, CatalogSettings.DEFAULT, InstantSource.system(), Runnable::run).objects();
        Bucket bucket = ports.buckets().read("old").orElseThrow().bucket();
        ObjectDescription description = ObjectDescription.of("owner");

        StoredObject current = objects.head(bucket, KEY).orElseThrow();
        assertThat(current.attributes().description()).isEqualTo(description.withTags(Map.of("team", "a")));
        StoredObject older = (StoredObject) objects.version(bucket, KEY, OLDER).orElseThrow();
        assertThat(older.attributes().description()).isEqualTo(description);
        assertThat(objects.deleteVersion(bucket, KEY, VersionId.NULL, new Condition.None()))
                .isEqualTo(new Objects.Removal.Removed(current));
        assertThat(objects.head(bucket, KEY)).contains(older);
    }
}
