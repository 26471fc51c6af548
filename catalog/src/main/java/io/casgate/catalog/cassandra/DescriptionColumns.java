package io.casgate.catalog.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.casgate.catalog.ObjectDescription;
import io.casgate.catalog.ObjectLock;
import io.casgate.catalog.ObjectLock.LegalHold;
import io.casgate.catalog.ObjectLock.Mode;
import io.casgate.catalog.ObjectLock.Retention;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns that describe an object, in heads, rows of older versions, and uploads. */
final class DescriptionColumns {
    /** Columns in the order of {@link #values}. */
    static final List<String> NAMES =
            List.of("owner", "headers", "metadata", "tags", "acl", "retention_mode", "retain_until", "legal_hold");

    private DescriptionColumns() {}

    static List<@Nullable Object> values(ObjectDescription description) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(description.owner());
        values.add(description.headers());
        values.add(description.metadata());
        values.add(description.tags());
        values.add(description.acl());
        values.addAll(values(description.lock()));
        return values;
    }

    /** Values of retention_mode, retain_until and legal_hold. */
    static List<@Nullable Object> values(ObjectLock lock) {
        @Nullable Retention retention = lock.retention();
        LegalHold hold = lock.legalHold();
        return Arrays.asList(
                retention == null ? null : retention.mode().name(),
                retention == null ? null : retention.until(),
                hold == LegalHold.NEVER_SET ? null : hold.name());
    }

    static ObjectDescription read(Row row) {
        return new ObjectDescription(
                Columns.text(row, "owner"),
                Columns.map(row, "headers"),
                Columns.map(row, "metadata"),
                Columns.map(row, "tags"),
                row.getString("acl"),
                lock(row, ""));
    }

    /** Reads three columns whose names begin with {@code prefix}. */
    static ObjectLock lock(Row row, String prefix) {
        @Nullable String mode = row.getString(prefix + "retention_mode");
        @Nullable String hold = row.getString(prefix + "legal_hold");
        return new ObjectLock(
                mode == null ? null : new Retention(Mode.valueOf(mode), Columns.instant(row, prefix + "retain_until")),
                hold == null ? LegalHold.NEVER_SET : LegalHold.valueOf(hold));
    }
}
