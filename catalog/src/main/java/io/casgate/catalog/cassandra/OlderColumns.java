package io.casgate.catalog.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.casgate.catalog.port.Head.Amended;
import io.casgate.catalog.port.Head.Older;
import io.casgate.catalog.port.Head.Removed;
import io.casgate.catalog.port.Head.RowChange;
import io.casgate.dedup.CorruptContentException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns of a head that say which rows of older versions there are. */
final class OlderColumns {
    private static final List<String> OF_LOCK =
            List.of("pending_retention_mode", "pending_retain_until", "pending_legal_hold");

    private static final String STORAGE_CLASS = "pending_storage_class";

    /** Columns in the order of {@link #values}. */
    static final List<String> NAMES = Stream.of(
                    List.of(
                            "older_rows",
                            "older_null",
                            "older_lowest",
                            "pending",
                            "pending_number",
                            "pending_tags",
                            "pending_acl"),
                    OF_LOCK,
                    List.of(STORAGE_CLASS))
            .flatMap(List::stream)
            .toList();

    private OlderColumns() {}

    static List<@Nullable Object> values(Older older) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(older.rows() == Older.Rows.MAYBE);
        values.add(older.nullVersion());
        values.add(older.lowest());
        switch (older.pending()) {
            case null -> {}
            case Removed(long number) -> {
                values.add("removed");
                values.add(number);
            }
            case Amended amended -> {
                values.add("amended");
                values.add(amended.number());
                values.add(amended.tags());
                values.add(amended.acl());
                values.addAll(DescriptionColumns.values(amended.lock()));
                values.add(amended.storageClass());
            }
        }
        values.addAll(Collections.nCopies(NAMES.size() - values.size(), null));
        return values;
    }

    static Older read(Row row) {
        return new Older(
                row.getBoolean("older_rows") ? Older.Rows.MAYBE : Older.Rows.NONE,
                row.getLong("older_null"),
                row.getLong("older_lowest"),
                pending(row));
    }

    private static @Nullable RowChange pending(Row row) {
        @Nullable String kind = row.getString("pending");
        return switch (kind) {
            case null -> null;
            case "removed" -> new Removed(row.getLong("pending_number"));
            case "amended" ->
                new Amended(
                        row.getLong("pending_number"),
                        Columns.map(row, "pending_tags"),
                        row.getString("pending_acl"),
                        DescriptionColumns.lock(row, "pending_"),
                        row.getString(STORAGE_CLASS));
            default -> throw new CorruptContentException("A head with a pending change of an unknown kind: " + kind);
        };
    }
}
