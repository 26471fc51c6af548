package io.casgate.catalog.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.casgate.catalog.BucketId;
import io.casgate.catalog.ChecksumType;
import io.casgate.catalog.Upload;
import io.casgate.catalog.UploadId;
import io.casgate.catalog.Uploads.CompletedObject;
import io.casgate.catalog.VersionId;
import io.casgate.catalog.port.UploadRow;
import io.casgate.catalog.port.UploadRow.Aborted;
import io.casgate.catalog.port.UploadRow.Completed;
import io.casgate.catalog.port.UploadRow.Completing;
import io.casgate.catalog.port.UploadRow.Open;
import io.casgate.dedup.CorruptContentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The static columns of {@code uploads}: the upload itself. */
final class UploadColumns {
    private static final List<String> ALL = Stream.of(
                    List.of("bucket_id", "key"),
                    DescriptionColumns.NAMES,
                    List.of("part_checksum_algorithm", "part_checksum_type", "revision", "state"),
                    List.of("plan_change", "plan_expected", "completed_etag", "completed_checksum_algorithm"),
                    List.of("completed_checksum", "completed_checksum_type"),
                    List.of("completed_version", "completed_version_id"))
            .flatMap(List::stream)
            .toList();

    static final String NAMES = String.join(", ", ALL);
    static final String ASSIGNMENTS = Columns.assignments(ALL);

    private UploadColumns() {}

    /** Values for {@link #ASSIGNMENTS}, in order. */
    static List<@Nullable Object> values(UploadRow row) {
        Upload upload = row.upload();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(upload.bucket().value());
        values.add(Columns.key(upload.key()));
        values.addAll(DescriptionColumns.values(upload.description()));
        values.add(upload.checksumAlgorithm());
        values.add(upload.checksumType() == null ? null : upload.checksumType().name());
        values.add(row.revision());
        switch (row.state()) {
            case Open _ -> addState(values, "open", null, null);
            case Completing plan -> addState(values, "completing", plan, null);
            case Completed(CompletedObject object) -> addState(values, "completed", null, object);
            case Aborted _ -> addState(values, "aborted", null, null);
        }
        return values;
    }

    private static void addState(
            List<@Nullable Object> values, String name, @Nullable Completing plan, @Nullable CompletedObject object) {
        values.add(name);
        values.add(plan == null ? null : plan.change());
        values.add(plan == null ? null : plan.expected());
        values.add(object == null ? null : object.etag());
        values.add(object == null ? null : Columns.algorithm(object.checksum()));
        values.add(object == null ? null : Columns.value(object.checksum()));
        values.add(object == null ? null : Columns.type(object.checksum()));
        values.add(object == null ? null : object.version());
        values.add(object == null ? null : object.id().text());
    }

    /** Empty when there is no upload, or when only rows are left that nobody removed. */
    static Optional<UploadRow> read(UploadId id, @Nullable Row row) {
        if (row == null || row.isNull("revision")) {
            return Optional.empty();
        }
        @Nullable String type = row.getString("part_checksum_type");
        Upload upload = new Upload(
                id,
                new BucketId(Columns.uuid(row, "bucket_id")),
                Columns.key(row, "key"),
                DescriptionColumns.read(row),
                row.getString("part_checksum_algorithm"),
                type == null ? null : ChecksumType.valueOf(type));
        return Optional.of(new UploadRow(upload, Columns.uuid(row, "revision"), state(row)));
    }

    private static UploadRow.State state(Row row) {
        String name = Columns.text(row, "state");
        return switch (name) {
            case "open" -> new Open();
            case "completing" -> new Completing(Columns.uuid(row, "plan_change"), row.getLong("plan_expected"));
            case "completed" ->
                new Completed(new CompletedObject(
                        Columns.text(row, "completed_etag"),
                        Columns.checksum(row, "completed_"),
                        row.getLong("completed_version"),
                        new VersionId(Columns.text(row, "completed_version_id"))));
            case "aborted" -> new Aborted();
            default -> throw new CorruptContentException("An upload in an unknown state: " + name);
        };
    }
}
