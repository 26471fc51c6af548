package io.casgate.dedup.read;

import io.casgate.dedup.OwnerId;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.StoreUnavailableException;
import io.casgate.dedup.StoredBytes;
import io.casgate.dedup.store.PackSource;
import io.casgate.dedup.store.PageSource;
import io.casgate.dedup.store.Reach;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Packs and pages in memory. Calls are counted from 0, and the ones that are chosen go wrong. */
final class MemoryStore implements PackSource, PageSource {
    final Map<SegmentId, NavigableMap<Integer, ByteBuffer>> packs = new HashMap<>();
    final Map<OwnerId, List<ByteBuffer>> pages = new HashMap<>();
    final List<Query> queries = new ArrayList<>();

    private int calls;
    private final Map<Fault, BiPredicate<Integer, Reach>> faults = new EnumMap<>(Fault.class);

    /** How a call goes wrong. */
    enum Fault {
        /** The stage fails. */
        FAIL,
        /** The first row is not there. */
        MISS_FIRST,
        /** The last row is not there. */
        MISS_LAST,
        /** No row is there. */
        MISS_ALL,
        /** A bit of the last row is flipped. */
        DAMAGE,
        /** The last row has the undamaged bytes of another row. */
        LIE
    }

    /** A query for packs that was made, and how many rows it returned. */
    record Query(SegmentId segment, int from, int to, Reach reach, int rows) {}

    /** The rows of a segment, to be changed at will. */
    NavigableMap<Integer, ByteBuffer> rows(SegmentId segment) {
        return packs.computeIfAbsent(segment, _ -> new TreeMap<>());
    }

    int calls() {
        return calls;
    }

    /** From now on, only calls that {@code which} accepts, by number and reach, go wrong. Numbers start anew. */
    void make(Fault fault, BiPredicate<Integer, Reach> which) {
        makeNone();
        makeAlso(fault, which);
    }

    void makeAlso(Fault fault, BiPredicate<Integer, Reach> which) {
        faults.put(fault, which);
    }

    void makeNone() {
        calls = 0;
        faults.clear();
    }

    private @Nullable Fault fault(Reach reach) {
        int call = calls++;
        return faults.entrySet().stream()
                .filter(fault -> fault.getValue().test(call, reach))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    @Override
    public CompletionStage<List<StoredPack>> packs(SegmentId segment, int from, int to, Reach reach) {
        List<StoredPack> rows = new ArrayList<>();
        rows(segment)
                .subMap(from, to)
                .forEach((position, bytes) -> rows.add(new StoredPack(position, bytes.asReadOnlyBuffer())));
        queries.add(new Query(segment, from, to, reach, rows.size()));
        Fault fault = fault(reach);
        if (fault == null) {
            return CompletableFuture.completedStage(rows);
        }
        if (fault == Fault.FAIL) {
            return CompletableFuture.failedStage(new StoreUnavailableException("injected"));
        }
        if (!rows.isEmpty()) {
            StoredPack last = rows.getLast();
            switch (fault) {
                case MISS_FIRST -> rows.removeFirst();
                case MISS_LAST -> rows.removeLast();
                case MISS_ALL -> rows.clear();
                case DAMAGE -> rows.set(rows.size() - 1, new StoredPack(last.position(), damaged(last.bytes())));
                case LIE -> rows.set(rows.size() - 1, new StoredPack(last.position(), anotherPack(last.bytes())));
                case FAIL -> throw new AssertionError();
            }
        }
        return CompletableFuture.completedStage(rows);
    }

    @Override
    public CompletionStage<Optional<ByteBuffer>> page(OwnerId owner, int number, Reach reach) {
        List<ByteBuffer> all = pages.getOrDefault(owner, List.of());
        Optional<ByteBuffer> page = number < all.size() ? Optional.of(all.get(number)) : Optional.empty();
        return switch (fault(reach)) {
            case null -> CompletableFuture.completedStage(page);
            case FAIL -> CompletableFuture.failedStage(new StoreUnavailableException("injected"));
            case MISS_FIRST, MISS_LAST, MISS_ALL -> CompletableFuture.completedStage(Optional.empty());
            case DAMAGE -> CompletableFuture.completedStage(page.map(MemoryStore::damaged));
            case LIE -> CompletableFuture.completedStage(Optional.of(all.get((number + 1) % all.size())));
        };
    }

    private static ByteBuffer damaged(ByteBuffer row) {
        byte[] bytes = StoredBytes.of(row);
        bytes[bytes.length / 2] ^= 4;
        return ByteBuffer.wrap(bytes);
    }

    private ByteBuffer anotherPack(ByteBuffer row) {
        return packs.values().stream()
                .flatMap(rows -> rows.values().stream())
                .filter(other -> !other.equals(row))
                .findFirst()
                .orElseThrow();
    }
}
