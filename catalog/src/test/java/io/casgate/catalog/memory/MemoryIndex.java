package io.casgate.catalog.memory;

import io.casgate.catalog.ListedObject;
import io.casgate.catalog.port.IndexId;
import io.casgate.catalog.port.IndexRow;
import io.casgate.catalog.port.IndexStore;
import io.casgate.catalog.port.Shard;
import io.casgate.catalog.port.ShardRef;
import io.casgate.catalog.port.SortKey;
import io.casgate.dedup.StoreUnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shards in maps, under one lock. Rows keep the version of what removed them, as Cassandra's tombstones do. */
public final class MemoryIndex implements IndexStore {
    private final Map<ShardRef, Shard> headers = new HashMap<>();
    private final Map<ShardRef, NavigableMap<SortKey, Cells>> rows = new HashMap<>();
    private final Map<IndexId, NavigableMap<SortKey, UUID>> notes = new HashMap<>();
    private int readableTombstones = Integer.MAX_VALUE;

    /** A page that comes across more tombstones than this fails, as in Cassandra. */
    public synchronized void failReadsAcross(int tombstones) {
        readableTombstones = tombstones;
    }

    @Override
    public synchronized void mark(ShardRef shard, SortKey key, long version) {
        Cells cells = cells(shard, key);
        cells.marker = Math.max(cells.marker, version);
    }

    @Override
    public synchronized void settle(ShardRef shard, SortKey key, long version, ListedObject listed) {
        Cells cells = cells(shard, key);
        if (version > cells.version) {
            cells.version = version;
            cells.listed = listed;
        }
    }

    @Override
    public synchronized void remove(ShardRef shard, SortKey key, long version) {
        Cells cells = cells(shard, key);
        cells.removed = Math.max(cells.removed, version);
    }

    private Cells cells(ShardRef shard, SortKey key) {
        return rowsOf(shard).computeIfAbsent(key, _ -> new Cells());
    }

    private NavigableMap<SortKey, Cells> rowsOf(ShardRef shard) {
        return rows.computeIfAbsent(shard, _ -> new TreeMap<>());
    }

    @Override
    public synchronized Optional<Page> page(ShardRef shard, SortKey from, int limit) {
        List<IndexRow> page = new ArrayList<>();
        int tombstones = 0;
        for (Map.Entry<SortKey, Cells> row : rowsOf(shard).tailMap(from, true).entrySet()) {
            if (page.size() == limit) {
                break;
            }
            if (row.getValue().isThere()) {
                page.add(row.getValue().toRow(row.getKey()));
            } else if (++tombstones > readableTombstones) {
                throw new StoreUnavailableException("Too many tombstones");
            }
        }
        return Optional.ofNullable(headers.get(shard)).map(header -> new Page(header, page));
    }

    @Override
    public Optional<Page> pageEverywhere(ShardRef shard, SortKey from, int limit) {
        return page(shard, from, limit);
    }

    @Override
    public synchronized Optional<Shard> header(ShardRef shard, SortKey near) {
        return Optional.ofNullable(headers.get(shard));
    }

    @Override
    public synchronized void create(Shard shard) {
        headers.putIfAbsent(shard.ref(), shard);
    }

    @Override
    public synchronized boolean swap(Shard next) {
        Shard current = headers.get(next.ref());
        if (current == null || current.epoch() != next.epoch() - 1) {
            return false;
        }
        headers.put(next.ref(), next);
        return true;
    }

    @Override
    public synchronized void trim(ShardRef shard, SortKey from) {
        rowsOf(shard).tailMap(from, true).clear();
    }

    @Override
    public synchronized void drop(ShardRef shard) {
        headers.remove(shard);
        rows.remove(shard);
    }

    @Override
    public synchronized Optional<Beginning> nearest(IndexId index, SortKey key) {
        return Optional.ofNullable(notesOf(index).floorEntry(key))
                .map(note -> new Beginning(note.getKey(), note.getValue()));
    }

    @Override
    public synchronized void note(IndexId index, Beginning beginning) {
        notesOf(index).put(beginning.low(), beginning.shard());
    }

    @Override
    public synchronized void dropNotes(IndexId index) {
        notes.remove(index);
    }

    private NavigableMap<SortKey, UUID> notesOf(IndexId index) {
        return notes.computeIfAbsent(index, _ -> new TreeMap<>());
    }

    /** How many shards there are, of all indexes. */
    public synchronized int shardCount() {
        return headers.size();
    }

    private static final class Cells {
        long marker;
        long version;
        long removed;

        @Nullable
        ListedObject listed;

        boolean isThere() {
            return marker > removed || version > removed;
        }

        IndexRow toRow(SortKey key) {
            boolean shown = version > removed;
            return new IndexRow(key, marker > removed ? marker : 0, shown ? version : 0, shown ? listed : null);
        }
    }
}
