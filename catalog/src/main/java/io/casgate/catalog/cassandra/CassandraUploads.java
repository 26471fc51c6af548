package io.casgate.catalog.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.casgate.cassandra.Access;
import io.casgate.cassandra.Cluster;
import io.casgate.cassandra.Query;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.Checksum;
import io.casgate.catalog.Part;
import io.casgate.catalog.UploadId;
import io.casgate.catalog.port.UploadRegister;
import io.casgate.catalog.port.UploadRow;
import io.casgate.catalog.port.UploadRow.Aborted;
import io.casgate.catalog.port.UploadRow.Completed;
import io.casgate.catalog.port.UploadRow.Completing;
import io.casgate.catalog.port.UploadRow.Open;
import io.casgate.dedup.manifest.ContentCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An upload is a partition: its state in static columns, its parts as rows, so that one compare-and-set can store a part
 * under the condition that the upload is open.
 */
final class CassandraUploads implements UploadRegister {
    private static final String UPLOAD = " WHERE upload_id = ?";
    private static final String PART = "SELECT * FROM {meta}.uploads" + UPLOAD + " AND part_number = ?";
    private static final String STATICS =
            "SELECT DISTINCT upload_id, " + UploadColumns.NAMES + " FROM {meta}.uploads" + UPLOAD;

    private final CatalogSettings settings;
    private final Query read;
    private final Query readParts;
    private final Query settle;
    private final Query settlePart;
    private final Query swapPart;
    private final Query swapState;
    private final Query removeParts;

    CassandraUploads(Cluster cluster, CatalogSettings settings) {
        this.settings = settings;
        this.read = cluster.prepare(Access.REGISTER_READ, STATICS);
        this.settle = cluster.prepare(Access.REGISTER_SETTLE, STATICS);
        this.readParts = cluster.prepare(
                Access.REGISTER_READ, "SELECT * FROM {meta}.uploads" + UPLOAD + " AND part_number > ? LIMIT ?");
        this.settlePart = cluster.prepare(Access.REGISTER_SETTLE, PART);
        this.swapPart = cluster.prepare(Access.REGISTER_SWAP, """
                UPDATE {meta}.uploads SET revision = ?, change = ?, etag = ?, checksum_algorithm = ?, checksum = ?,
                    checksum_type = ?, last_modified = ?, content = ?
                WHERE upload_id = ? AND part_number = ? IF state = 'open' AND change = ?""");
        this.swapState = cluster.prepare(
                Access.REGISTER_SWAP,
                "UPDATE {meta}.uploads USING TTL ? SET " + UploadColumns.ASSIGNMENTS + UPLOAD + " IF revision = ?");
        this.removeParts =
                cluster.prepare(Access.META_WRITE, "DELETE FROM {meta}.uploads" + UPLOAD + " AND part_number > 0");
    }

    @Override
    public void create(UploadRow row) {
        swap(row, null);
    }

    @Override
    public Optional<UploadRow> read(UploadId id) {
        return UploadColumns.read(id, read.one(Columns.upload(id)));
    }

    @Override
    public Optional<WithParts> readParts(UploadId id, int after, int limit) {
        return withParts(id, readParts.all(Columns.upload(id), after, limit), read);
    }

    @Override
    public Optional<WithParts> settlePart(UploadId id, int number) {
        return withParts(id, settlePart.all(Columns.upload(id), number), settle);
    }

    /**
     * The state is that of the first row: when the rows come in several pages and something changes between, it is the
     * older one, and a compare-and-set that builds on it fails.
     */
    private static Optional<WithParts> withParts(UploadId id, Iterable<Row> rows, Query statics) {
        List<StoredPart> parts = new ArrayList<>();
        @Nullable Row first = null;
        for (Row row : rows) {
            first = first == null ? row : first;
            parts.add(part(row));
        }
        Row holder = first == null ? statics.one(Columns.upload(id)) : first;
        return UploadColumns.read(id, holder).map(row -> new WithParts(row, parts));
    }

    private static StoredPart part(Row row) {
        Part part = new Part(
                row.getInt("part_number"),
                Columns.text(row, "etag"),
                Columns.checksum(row, ""),
                Columns.instant(row, "last_modified"),
                ContentCodec.decode(Columns.blob(row, "content")));
        return new StoredPart(part, Columns.uuid(row, "change"));
    }

    @Override
    public boolean swapPart(UploadId id, @Nullable UUID expected, StoredPart next) {
        Part part = next.part();
        @Nullable Checksum checksum = part.checksum();
        return Columns.applied(
                swapPart,
                next.change(),
                next.change(),
                part.etag(),
                Columns.algorithm(checksum),
                Columns.value(checksum),
                Columns.type(checksum),
                part.lastModified(),
                ContentCodec.encode(part.content()),
                Columns.upload(id),
                part.number(),
                expected);
    }

    @Override
    public boolean swapState(UploadRow next, UUID expected) {
        return swap(next, expected);
    }

    /** An upload that has ended is remembered for a time, and then forgotten by Cassandra itself. */
    private boolean swap(UploadRow next, @Nullable UUID expected) {
        int life = switch (next.state()) {
            case Open _, Completing _ -> 0;
            case Completed _, Aborted _ ->
                Math.toIntExact(settings.completionLife().toSeconds());
        };
        List<@Nullable Object> values = new ArrayList<>();
        values.add(life);
        values.addAll(UploadColumns.values(next));
        values.add(Columns.upload(next.upload().id()));
        values.add(expected);
        return Columns.applied(swapState, values.toArray());
    }

    @Override
    public void removeParts(UploadId id) {
        ByteBuffer upload = Columns.upload(id);
        removeParts.run(upload);
    }
}
