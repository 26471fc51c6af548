package io.casgate.catalog.cassandra;

import com.datastax.oss.driver.api.core.uuid.Uuids;
import io.casgate.cassandra.Access;
import io.casgate.cassandra.Cluster;
import io.casgate.cassandra.Query;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.UploadId;
import io.casgate.catalog.port.Trash;
import io.casgate.dedup.manifest.ContentCodec;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Trash by the hour, spread over some partitions. */
final class CassandraTrash implements Trash {
    private static final int HOUR = 3600;

    private final CatalogSettings settings;
    private final InstantSource clock;
    private final Query add;

    CassandraTrash(Cluster cluster, CatalogSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.add = cluster.prepare(Access.META_WRITE, """
                INSERT INTO {meta}.trash (hour, shard, id, bucket_id, key, upload_id, part_number, version, content)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""");
    }

    @Override
    public void add(Item item) {
        @Nullable UploadId upload = item.upload();
        add.run(
                Math.toIntExact(clock.instant().getEpochSecond() / HOUR),
                (short) ThreadLocalRandom.current().nextInt(settings.trashShards()),
                Uuids.timeBased(),
                item.bucket().value(),
                Columns.key(item.key()),
                upload == null ? null : Columns.upload(upload),
                item.part(),
                item.version(),
                ContentCodec.encode(item.content()));
    }
}
