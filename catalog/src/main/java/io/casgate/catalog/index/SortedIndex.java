package io.casgate.catalog.index;

import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.ListedObject;
import io.casgate.catalog.port.IndexId;
import io.casgate.catalog.port.IndexRow;
import io.casgate.catalog.port.IndexStore;
import io.casgate.catalog.port.IndexStore.Beginning;
import io.casgate.catalog.port.IndexStore.Page;
import io.casgate.catalog.port.Shard;
import io.casgate.catalog.port.Shard.Open;
import io.casgate.catalog.port.Shard.Sealed;
import io.casgate.catalog.port.Shard.Splitting;
import io.casgate.catalog.port.ShardRef;
import io.casgate.catalog.port.SortKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Entries in the order of their keys, in any number of shards. Safe for use by many threads and by many processes at
 * once. An entry costs a writer one write and one read, beside those that settle it.
 */
public final class SortedIndex {
    private final IndexStore store;
    private final ShardMap map;
    private final ShardSplitter splitter;

    /** Splits run on {@code background}, which may refuse them. */
    public SortedIndex(IndexStore store, CatalogSettings settings, InstantSource clock, Executor background) {
        this.store = store;
        this.map = new ShardMap(settings.shardMapBytes());
        this.splitter = new ShardSplitter(store, map, settings, clock, background);
    }

    public void create(IndexId index) {
        store.create(Shard.root(index));
    }

    /** Announces that the key's register is about to get {@code version}: from now on listings ask the register. */
    public Marking mark(IndexId index, SortKey key, long version) {
        Walk walk = walk(index, key, shard -> store.mark(shard, key, version));
        return switch (walk) {
            case Lost _ -> new Marking.Gone();
            case Arrived(List<ShardRef> _, Shard last)
            when last.state() instanceof Sealed(UUID by) -> new Marking.Refused(last.ref(), by);
            case Arrived(List<ShardRef> written, Shard _) -> new Marking.Marked(new Placement(key, written));
        };
    }

    /** Writes what the register shows at {@code version}. */
    public void settle(Placement placement, long version, ListedObject listed) {
        placement.shards().forEach(shard -> store.settle(shard, placement.key(), version, listed));
    }

    /** Removes the entry, for the register shows nothing at {@code version}. */
    public void remove(Placement placement, long version) {
        placement.shards().forEach(shard -> store.remove(shard, placement.key(), version));
        placement.whole().ifPresent(splitter::shrunk);
    }

    /** As {@link #remove(Placement, long)}, wherever the entry is. */
    public void remove(IndexId index, SortKey key, long version) {
        if (walk(index, key, shard -> store.remove(shard, key, version)) instanceof Arrived arrived) {
            new Placement(key, arrived.written()).whole().ifPresent(splitter::shrunk);
        }
    }

    /** Tells that the entry is a new one, so that its shard is split in time. */
    public void grown(Placement placement) {
        placement.whole().ifPresent(splitter::grown);
    }

    /** Entries from {@code from} on; empty when there is no such index. */
    public Optional<Stretch> read(IndexId index, SortKey from, int limit) {
        return read(index, from, ref -> store.page(ref, from, limit), limit);
    }

    /** As {@link #read}, and sees everything acknowledged in any data centre. */
    public Optional<Stretch> readEverywhere(IndexId index, SortKey from, int limit) {
        return read(index, from, ref -> store.pageEverywhere(ref, from, limit), limit);
    }

    private Optional<Stretch> read(IndexId index, SortKey from, PageReader reader, int limit) {
        Start start = locate(index, from);
        ShardRef ref = start.ref();
        while (true) {
            Optional<Page> page = reader.read(ref);
            if (page.isEmpty()) {
                if (ref.equals(index.root())) {
                    return Optional.empty();
                }
                map.forget(index, start.low());
                ref = index.root();
                continue;
            }
            Shard shard = page.get().shard();
            splitter.visit(shard);
            if (!shard.isLeftOf(from)) {
                return Optional.of(stretch(page.get(), limit));
            }
            ref = moveRight(shard, from);
        }
    }

    private static Stretch stretch(Page page, int limit) {
        Shard shard = page.shard();
        List<IndexRow> rows =
                page.rows().stream().filter(row -> !shard.isLeftOf(row.key())).toList();
        boolean more = rows.size() == limit;
        @Nullable SortKey next = more ? rows.getLast().key().successor() : shard.high();
        return new Stretch(shard.ref(), rows, next);
    }

    /**
     * Lets nothing be added to any shard until {@link #unseal}. Splits under way are finished first, for a child would
     * not be sealed.
     *
     * @return whether there is such an index
     */
    public boolean seal(IndexId index, UUID by) {
        return forEachShard(index, shard -> switch (shard.state()) {
            case Splitting split -> {
                splitter.finish(shard, split);
                yield false;
            }
            case Sealed(UUID other) when other.equals(by) -> true;
            case Open _, Sealed _ -> store.swap(shard.with(new Sealed(by)));
        });
    }

    /** Undoes {@link #seal} by the same {@code by}, and no other. */
    public void unseal(IndexId index, UUID by) {
        forEachShard(index, shard -> isNot(shard, by) || store.swap(shard.with(new Open())));
    }

    public void unseal(ShardRef ref, UUID by) {
        store.header(ref, SortKey.LOWEST)
                .filter(shard -> !isNot(shard, by))
                .ifPresent(shard -> store.swap(shard.with(new Open())));
    }

    private static boolean isNot(Shard shard, UUID sealedBy) {
        return !(shard.state() instanceof Sealed(UUID by) && by.equals(sealedBy));
    }

    /** Removes all shards, for good. The root goes first: without it, there is no index. */
    public void drop(IndexId index) {
        List<ShardRef> all = new ArrayList<>();
        forEachShard(index, shard -> all.add(shard.ref()));
        all.forEach(store::drop);
        store.dropNotes(index);
    }

    /** Visits the shards from left to right, each until {@code done} says true of it. */
    private boolean forEachShard(IndexId index, Predicate<Shard> done) {
        @Nullable ShardRef ref = index.root();
        while (ref != null) {
            Optional<Shard> header = store.header(ref, SortKey.LOWEST);
            if (header.isEmpty()) {
                return false;
            }
            if (done.test(header.get())) {
                ref = header.get().next() == null
                        ? null
                        : ref.sibling(header.get().right().shard());
            }
        }
        return true;
    }

    private Walk walk(IndexId index, SortKey key, Consumer<ShardRef> write) {
        Start start = locate(index, key);
        ShardRef ref = start.ref();
        List<ShardRef> written = new ArrayList<>();
        @Nullable Shard parent = null;
        while (true) {
            write.accept(ref);
            Optional<Shard> header = store.header(ref, key);
            if (header.isEmpty()) {
                if (parent != null) {
                    written.add(ref);
                    return new Arrived(written, parent);
                }
                if (ref.equals(index.root())) {
                    return new Lost();
                }
                map.forget(index, start.low());
                ref = index.root();
                continue;
            }
            Shard shard = header.get();
            if (shard.isLeftOf(key)) {
                written.clear();
                parent = null;
                ref = moveRight(shard, key);
                continue;
            }
            written.add(ref);
            splitter.visit(shard);
            if (!(shard.state() instanceof Splitting split) || key.compareTo(split.at()) < 0) {
                return new Arrived(written, shard);
            }
            parent = shard;
            ref = shard.ref().sibling(split.child());
        }
    }

    /**
     * To the neighbour, or at once to the shard that is noted for {@code key}, however many have been split off. Makes up
     * for a note that its splitter did not live to write.
     */
    private ShardRef moveRight(Shard shard, SortKey key) {
        IndexId index = shard.ref().index();
        Beginning right = shard.right();
        Optional<Beginning> noted = store.nearest(index, key);
        if (noted.isEmpty() || noted.get().low().compareTo(right.low()) < 0) {
            store.note(index, right);
        }
        Beginning target =
                noted.filter(found -> found.low().compareTo(right.low()) > 0).orElse(right);
        map.learn(index, target);
        return new ShardRef(index, target.shard());
    }

    private Start locate(IndexId index, SortKey key) {
        Optional<Beginning> nearest = map.floor(index, key);
        if (nearest.isEmpty()) {
            Beginning noted = store.nearest(index, key)
                    .orElse(new Beginning(SortKey.LOWEST, index.root().shard()));
            map.learn(index, noted);
            nearest = Optional.of(noted);
        }
        return new Start(
                new ShardRef(index, nearest.get().shard()), nearest.get().low());
    }

    private interface PageReader {
        Optional<Page> read(ShardRef shard);
    }

    private record Start(ShardRef ref, SortKey low) {}

    private sealed interface Walk {}

    private record Arrived(List<ShardRef> written, Shard last) implements Walk {}

    private record Lost() implements Walk {}

    /**
     * Some entries of one shard.
     *
     * @param next where to read on; null at the end of the index
     */
    public record Stretch(
            ShardRef shard, List<IndexRow> rows, @Nullable SortKey next) {}
}
