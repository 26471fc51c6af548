package io.casgate.catalog.memory;

import io.casgate.catalog.UploadId;
import io.casgate.catalog.port.UploadRegister;
import io.casgate.catalog.port.UploadRow;
import io.casgate.catalog.port.UploadRow.Open;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Uploads in maps, under one lock. */
public final class MemoryUploads implements UploadRegister {
    private final Map<UploadId, UploadRow> rows = new HashMap<>();
    private final Map<UploadId, NavigableMap<Integer, StoredPart>> parts = new HashMap<>();

    @Override
    public synchronized void create(UploadRow row) {
        rows.putIfAbsent(row.upload().id(), row);
    }

    @Override
    public synchronized Optional<UploadRow> read(UploadId id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public synchronized Optional<WithParts> readParts(UploadId id, int after, int limit) {
        List<StoredPart> found =
                partsOf(id).tailMap(after, false).values().stream().limit(limit).toList();
        return read(id).map(row -> new WithParts(row, found));
    }

    @Override
    public Optional<WithParts> settlePart(UploadId id, int number) {
        return readParts(id, number - 1, 1);
    }

    @Override
    public synchronized boolean swapPart(UploadId id, @Nullable UUID expected, StoredPart next) {
        UploadRow row = rows.get(id);
        StoredPart current = partsOf(id).get(next.part().number());
        if (row == null
                || !(row.state() instanceof Open)
                || !Objects.equals(current == null ? null : current.change(), expected)) {
            return false;
        }
        partsOf(id).put(next.part().number(), next);
        rows.put(id, new UploadRow(row.upload(), next.change(), row.state()));
        return true;
    }

    @Override
    public synchronized boolean swapState(UploadRow next, UUID expected) {
        UploadRow row = rows.get(next.upload().id());
        if (row == null || !row.revision().equals(expected)) {
            return false;
        }
        rows.put(next.upload().id(), next);
        return true;
    }

    @Override
    public synchronized void removeParts(UploadId id) {
        parts.remove(id);
    }

    private NavigableMap<Integer, StoredPart> partsOf(UploadId id) {
        return parts.computeIfAbsent(id, _ -> new TreeMap<>());
    }
}
