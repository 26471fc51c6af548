package io.casgate.catalog.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import io.casgate.catalog.ChecksumType;
import io.casgate.catalog.ListedObject;
import io.casgate.catalog.ListedObject.Kind;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.port.IndexId;
import io.casgate.catalog.port.IndexRow;
import io.casgate.catalog.port.SortKey;
import io.casgate.dedup.CorruptContentException;
import org.jspecify.annotations.Nullable;

/**
 * The row of an entry. A page of a listing has a thousand of them, so they are read by position, and without asking the
 * driver which codec a type has.
 */
final class EntryColumns {
    /** All columns but those that name the shard, in the order of the positions below. */
    static final String NAMES = "key, marker, version, etag, size, last_modified, owner, storage_class,"
            + " checksum_algorithm, checksum_type, delete_marker";

    private static final int KEY = 0;
    private static final int MARKER = 1;
    private static final int VERSION = 2;
    private static final int ETAG = 3;
    private static final int SIZE = 4;
    private static final int LAST_MODIFIED = 5;
    private static final int OWNER = 6;
    private static final int STORAGE_CLASS = 7;
    private static final int CHECKSUM_ALGORITHM = 8;
    private static final int CHECKSUM_TYPE = 9;
    private static final int DELETE_MARKER = 10;

    private EntryColumns() {}

    static IndexRow read(Row row, IndexId.Kind kind) {
        SortKey key = SortKey.of(present(row, KEY, TypeCodecs.BLOB));
        @Nullable Long marker = row.get(MARKER, TypeCodecs.BIGINT);
        @Nullable Long version = row.get(VERSION, TypeCodecs.BIGINT);
        boolean listed = kind == IndexId.Kind.OBJECTS && version != null;
        return new IndexRow(
                key, marker == null ? 0 : marker, version == null ? 0 : version, listed ? object(row, key) : null);
    }

    private static ListedObject object(Row row, SortKey key) {
        @Nullable String type = Columns.orNull(present(row, CHECKSUM_TYPE, TypeCodecs.TEXT));
        return new ListedObject(
                ObjectKey.ofUtf8(key.toBytes()),
                present(row, ETAG, TypeCodecs.TEXT),
                present(row, SIZE, TypeCodecs.BIGINT),
                present(row, LAST_MODIFIED, TypeCodecs.TIMESTAMP),
                present(row, OWNER, TypeCodecs.TEXT),
                present(row, STORAGE_CLASS, TypeCodecs.TEXT),
                Columns.orNull(present(row, CHECKSUM_ALGORITHM, TypeCodecs.TEXT)),
                type == null ? null : ChecksumType.valueOf(type),
                Boolean.TRUE.equals(row.get(DELETE_MARKER, TypeCodecs.BOOLEAN)) ? Kind.DELETE_MARKER : Kind.OBJECT);
    }

    private static <T> T present(Row row, int column, TypeCodec<T> codec) {
        @Nullable T value = row.get(column, codec);
        if (value == null) {
            throw new CorruptContentException("An entry lacks column " + column + " of " + NAMES);
        }
        return value;
    }
}
