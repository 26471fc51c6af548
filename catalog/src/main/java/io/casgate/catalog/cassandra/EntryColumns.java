package io.casgate.catalog.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.casgate.catalog.ChecksumType;
import io.casgate.catalog.ListedObject;
import io.casgate.catalog.ListedObject.Kind;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.port.IndexId;
import io.casgate.catalog.port.IndexRow;
import io.casgate.catalog.port.SortKey;
import org.jspecify.annotations.Nullable;

/** The row of an entry. */
final class EntryColumns {
    private EntryColumns() {}

    static IndexRow read(Row row, IndexId.Kind kind) {
        SortKey key = SortKey.of(Columns.blob(row, "key"));
        boolean listed = kind == IndexId.Kind.OBJECTS && !row.isNull("version");
        return new IndexRow(key, row.getLong("marker"), row.getLong("version"), listed ? object(row, key) : null);
    }

    private static ListedObject object(Row row, SortKey key) {
        @Nullable String type = Columns.orNull(Columns.text(row, "checksum_type"));
        return new ListedObject(
                ObjectKey.ofUtf8(key.toBytes()),
                Columns.text(row, "etag"),
                row.getLong("size"),
                Columns.instant(row, "last_modified"),
                Columns.text(row, "owner"),
                Columns.text(row, "storage_class"),
                Columns.orNull(Columns.text(row, "checksum_algorithm")),
                type == null ? null : ChecksumType.valueOf(type),
                row.getBoolean("delete_marker") ? Kind.DELETE_MARKER : Kind.OBJECT);
    }
}
