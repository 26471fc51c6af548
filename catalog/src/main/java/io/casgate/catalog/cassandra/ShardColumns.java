package io.casgate.catalog.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.casgate.catalog.port.Shard;
import io.casgate.catalog.port.Shard.Open;
import io.casgate.catalog.port.Shard.Sealed;
import io.casgate.catalog.port.Shard.Splitting;
import io.casgate.catalog.port.ShardRef;
import io.casgate.catalog.port.SortKey;
import io.casgate.dedup.CorruptContentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The static columns of {@code index_entries}: a shard's header. */
final class ShardColumns {
    static final String NAMES = "epoch, low_key, high_key, next_shard, state, split_key, split_shard, split_since,"
            + " sealed_by, trim_after";

    static final String ASSIGNMENTS = NAMES.replace(",", " = ?,") + " = ?";

    private ShardColumns() {}

    /** Values for {@link #ASSIGNMENTS}, in order; the list can be added to. */
    static List<@Nullable Object> values(Shard shard) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(shard.epoch());
        values.add(shard.low().toBuffer());
        values.add(Columns.buffer(shard.high()));
        values.add(shard.next());
        switch (shard.state()) {
            case Open _ -> addState(values, "open", null, null);
            case Splitting split -> addState(values, "splitting", split, null);
            case Sealed sealed -> addState(values, "sealed", null, sealed);
        }
        values.add(shard.trimAfter());
        return values;
    }

    private static void addState(
            List<@Nullable Object> values, String name, @Nullable Splitting split, @Nullable Sealed sealed) {
        values.add(name);
        values.add(split == null ? null : split.at().toBuffer());
        values.add(split == null ? null : split.child());
        values.add(split == null ? null : split.since());
        values.add(sealed == null ? null : sealed.by());
    }

    /** Empty when there is no row, or when rows were written where no shard is (any more). */
    static Optional<Shard> read(ShardRef ref, @Nullable Row row) {
        if (row == null || row.isNull("epoch")) {
            return Optional.empty();
        }
        return Optional.of(new Shard(
                ref,
                row.getLong("epoch"),
                SortKey.of(Columns.blob(row, "low_key")),
                Columns.sortKey(row, "high_key"),
                row.getUuid("next_shard"),
                state(row),
                row.getInstant("trim_after")));
    }

    private static Shard.State state(Row row) {
        String name = Columns.text(row, "state");
        return switch (name) {
            case "open" -> new Open();
            case "splitting" ->
                new Splitting(
                        SortKey.of(Columns.blob(row, "split_key")),
                        Columns.uuid(row, "split_shard"),
                        Columns.instant(row, "split_since"));
            case "sealed" -> new Sealed(Columns.uuid(row, "sealed_by"));
            default -> throw new CorruptContentException("A shard in an unknown state: " + name);
        };
    }
}
