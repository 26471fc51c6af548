package io.casgate.catalog.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.casgate.cassandra.Query;
import io.casgate.catalog.Checksum;
import io.casgate.catalog.ChecksumType;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.UploadId;
import io.casgate.catalog.port.SortKey;
import io.casgate.dedup.CorruptContentException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of columns, in both directions. */
final class Columns {
    private Columns() {}

    /** The value of a column that every such row has. */
    static <T> T present(@Nullable T value, String column) {
        if (value == null) {
            throw new CorruptContentException("A row of the catalog lacks its " + column);
        }
        return value;
    }

    static String text(Row row, String column) {
        return present(row.getString(column), column);
    }

    static UUID uuid(Row row, String column) {
        return present(row.getUuid(column), column);
    }

    static Instant instant(Row row, String column) {
        return present(row.getInstant(column), column);
    }

    static ByteBuffer blob(Row row, String column) {
        return present(row.getByteBuffer(column), column);
    }

    static Map<String, String> map(Row row, String column) {
        return present(row.getMap(column, String.class, String.class), column);
    }

    static ByteBuffer key(ObjectKey key) {
        return ByteBuffer.wrap(key.utf8());
    }

    static ObjectKey key(Row row, String column) {
        return ObjectKey.ofUtf8(SortKey.of(blob(row, column)).toBytes());
    }

    static @Nullable SortKey sortKey(Row row, String column) {
        ByteBuffer bytes = row.getByteBuffer(column);
        return bytes == null ? null : SortKey.of(bytes);
    }

    static @Nullable ByteBuffer buffer(@Nullable SortKey key) {
        return key == null ? null : key.toBuffer();
    }

    static ByteBuffer upload(UploadId id) {
        return ByteBuffer.wrap(id.toBytes());
    }

    static @Nullable UploadId upload(Row row, String column) {
        SortKey bytes = sortKey(row, column);
        return bytes == null ? null : UploadId.ofBytes(bytes.toBytes());
    }

    /** Reads three columns whose names begin with {@code prefix}. */
    static @Nullable Checksum checksum(Row row, String prefix) {
        String value = row.getString(prefix + "checksum");
        return value == null
                ? null
                : new Checksum(
                        text(row, prefix + "checksum_algorithm"),
                        value,
                        ChecksumType.valueOf(text(row, prefix + "checksum_type")));
    }

    static @Nullable String algorithm(@Nullable Checksum checksum) {
        return checksum == null ? null : checksum.algorithm();
    }

    static @Nullable String value(@Nullable Checksum checksum) {
        return checksum == null ? null : checksum.value();
    }

    static @Nullable String type(@Nullable Checksum checksum) {
        return checksum == null ? null : checksum.type().name();
    }

    /** Listings hold many rows: an empty text says "none" there, for a null would be a tombstone. */
    static String orEmpty(@Nullable Object value) {
        return Objects.toString(value, "");
    }

    static @Nullable String orNull(String value) {
        return value.isEmpty() ? null : value;
    }

    /** The columns as an UPDATE sets them to bound values. */
    static String assignments(List<String> columns) {
        return String.join(" = ?, ", columns) + " = ?";
    }

    /** The columns as an UPDATE clears them. */
    static String clearings(List<String> columns) {
        return String.join(" = null, ", columns) + " = null";
    }

    /** Runs a compare-and-set. */
    static boolean applied(Query swap, @Nullable Object... values) {
        return Query.await(swap.send(values)).wasApplied();
    }
}
