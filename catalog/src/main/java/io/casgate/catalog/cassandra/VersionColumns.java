package io.casgate.catalog.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.casgate.catalog.Checksum;
import io.casgate.catalog.DeleteMarker;
import io.casgate.catalog.ObjectAttributes;
import io.casgate.catalog.StoredObject;
import io.casgate.catalog.StoredVersion;
import io.casgate.catalog.VersionId;
import io.casgate.dedup.manifest.ContentCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns that make up a version, in heads as in rows of older versions. */
final class VersionColumns {
    private static final List<String> OF_ALL =
            List.of("last_modified", "version_number", "version_id", "delete_marker");
    private static final List<String> OF_OBJECTS =
            List.of("etag", "checksum_algorithm", "checksum", "checksum_type", "part_count", "content");

    /** Columns in the order of {@link #values}. */
    static final List<String> NAMES = Stream.of(OF_ALL, DescriptionColumns.NAMES, OF_OBJECTS)
            .flatMap(List::stream)
            .toList();

    private VersionColumns() {}

    static List<@Nullable Object> values(StoredVersion version) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(version.lastModified());
        values.add(version.version());
        values.add(version.id().text());
        values.add(version instanceof DeleteMarker);
        switch (version) {
            case StoredObject object -> addObject(values, object.attributes());
            case DeleteMarker marker -> {
                values.add(marker.owner());
                values.addAll(Collections.nCopies(NAMES.size() - values.size(), null));
            }
        }
        return values;
    }

    private static void addObject(List<@Nullable Object> values, ObjectAttributes attributes) {
        @Nullable Checksum checksum = attributes.checksum();
        values.addAll(DescriptionColumns.values(attributes.description()));
        values.addAll(Arrays.asList(
                attributes.etag(),
                Columns.algorithm(checksum),
                Columns.value(checksum),
                Columns.type(checksum),
                attributes.partCount(),
                ContentCodec.encode(attributes.content())));
    }

    static StoredVersion read(Row row) {
        long number = row.getLong("version_number");
        VersionId id = new VersionId(Columns.text(row, "version_id"));
        if (row.getBoolean("delete_marker")) {
            return new DeleteMarker(Columns.text(row, "owner"), Columns.instant(row, "last_modified"), number, id);
        }
        ObjectAttributes attributes = new ObjectAttributes(
                Columns.text(row, "etag"),
                DescriptionColumns.read(row),
                Columns.checksum(row, ""),
                row.getInt("part_count"),
                ContentCodec.decode(Columns.blob(row, "content")));
        return new StoredObject(attributes, Columns.instant(row, "last_modified"), number, id);
    }
}
