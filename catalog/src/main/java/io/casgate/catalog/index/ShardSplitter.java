package io.casgate.catalog.index;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.port.IndexRow;
import io.casgate.catalog.port.IndexStore;
import io.casgate.catalog.port.IndexStore.Beginning;
import io.casgate.catalog.port.IndexStore.Page;
import io.casgate.catalog.port.Shard;
import io.casgate.catalog.port.Shard.Open;
import io.casgate.catalog.port.Shard.Splitting;
import io.casgate.catalog.port.ShardRef;
import io.casgate.catalog.port.SortKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Splits shards that have become large, a step at a time: announce (the header says {@code Splitting}), make the child,
 * copy the entries with their versions, hand over (one compare-and-set gives the upper range away), only then note the
 * child, for who finds a note writes nowhere else, and later trim. A process may die between any two; every step can be
 * repeated, by anybody, also by several at once.
 *
 * <p>Why no entry is lost: a writer writes its entry and then reads the header. If it reads {@code Open}, the entry was
 * there before the announcement was complete, and is copied; if it reads {@code Splitting}, it writes the child too. A
 * child is not split before it was handed its range: what is copied to it later would miss the shard that its own split
 * has made. Until then nobody comes to it but through its parent.
 */
final class ShardSplitter {
    private static final Logger LOG = LoggerFactory.getLogger(ShardSplitter.class);
    private static final int PAGE = 1000;
    private static final int COUNTED_SHARDS = 10_000;

    private final IndexStore store;
    private final ShardMap map;
    private final CatalogSettings settings;
    private final InstantSource clock;
    private final Executor background;
    private final Set<ShardRef> atWork = ConcurrentHashMap.newKeySet();
    private final Cache<ShardRef, AtomicInteger> growth = counters();
    private final Cache<ShardRef, AtomicInteger> removals = counters();

    ShardSplitter(IndexStore store, ShardMap map, CatalogSettings settings, InstantSource clock, Executor background) {
        this.store = store;
        this.map = map;
        this.settings = settings;
        this.clock = clock;
        this.background = background;
    }

    private static Cache<ShardRef, AtomicInteger> counters() {
        return Caffeine.newBuilder().maximumSize(COUNTED_SHARDS).build();
    }

    /**
     * An entry was added. Only every quarter of a shard's size is the shard measured, so that counting costs a few rows
     * per entry. The first count begins anywhere, lest restarts put it off for ever.
     */
    void grown(ShardRef shard) {
        if (isQuarter(growth, shard)) {
            later(shard, () -> splitIfLarge(shard));
        }
    }

    /**
     * An entry was removed, which leaves a tombstone that every read meets until Cassandra forgets it after ten days, and a
     * read that meets 100,000 of them is refused. So a shard that has lost many entries is left for a new one.
     */
    void shrunk(ShardRef shard) {
        if (isQuarter(removals, shard)) {
            later(shard, () -> renew(shard));
        }
    }

    private boolean isQuarter(Cache<ShardRef, AtomicInteger> counters, ShardRef shard) {
        int quarter = Math.max(1, settings.shardEntries() / 4);
        AtomicInteger counted = counters.get(
                shard, _ -> new AtomicInteger(ThreadLocalRandom.current().nextInt(quarter)));
        if (counted.incrementAndGet() < quarter) {
            return false;
        }
        counted.set(0);
        return true;
    }

    /** Somebody came along: resumes a split that was abandoned, trims what has moved. */
    void visit(Shard shard) {
        if (shard.state() instanceof Splitting split) {
            if (clock.instant().isAfter(split.since().plus(settings.splitGrace()))) {
                later(shard.ref(), () -> finish(shard, split));
            }
        } else if (shard.trimAfter() != null && clock.instant().isAfter(shard.trimAfter())) {
            later(shard.ref(), () -> trim(shard));
        }
    }

    /** Splits until the shard is no longer large; after a burst that can take more than one split, of the child too. */
    void splitIfLarge(ShardRef ref) {
        Optional<Shard> header = store.header(ref, SortKey.LOWEST);
        while (header.isPresent() && header.get().state() instanceof Open) {
            Size size = measure(header.get());
            if (size.entries() <= settings.shardEntries()) {
                return;
            }
            boolean childIsLarge = size.entries() > 2 * settings.shardEntries();
            Optional<ShardRef> child = split(header.get(), size.middle());
            child.filter(_ -> childIsLarge).ifPresent(large -> later(large, () -> splitIfLarge(large)));
            header = store.header(ref, SortKey.LOWEST);
        }
    }

    /** The child, when it was made and handed its range by this call. */
    private Optional<ShardRef> split(Shard open, SortKey at) {
        Splitting split = new Splitting(at, UUID.randomUUID(), clock.instant());
        Shard announced = open.with(split);
        boolean done = store.swap(announced) && finish(announced, split);
        return done ? Optional.of(open.ref().sibling(split.child())) : Optional.empty();
    }

    /** Splits a shard at its low key: the child has all that is there, the shard nothing but tombstones, and is trimmed. */
    void renew(ShardRef ref) {
        store.header(ref, SortKey.LOWEST)
                .filter(shard -> shard.state() instanceof Open && !shard.isLeftOf(shard.low()))
                .ifPresent(shard -> split(shard, shard.low()));
    }

    /** Whether it was this call that handed over. */
    boolean finish(Shard shard, Splitting split) {
        Shard child = shard.child(split);
        store.create(child);
        copy(shard, split, child.ref());
        if (!store.swap(shard.afterMove(split, clock.instant().plus(settings.splitGrace())))) {
            return false;
        }
        Beginning beginning = new Beginning(split.at(), split.child());
        map.learn(shard.ref().index(), beginning);
        store.note(shard.ref().index(), beginning);
        LOG.debug("Split shard {} into {}", shard.ref(), split.child());
        return true;
    }

    private void copy(Shard shard, Splitting split, ShardRef child) {
        @Nullable SortKey from = split.at();
        while (from != null) {
            Optional<Page> page = store.pageEverywhere(shard.ref(), from, PAGE);
            List<IndexRow> rows = page.map(Page::rows).orElse(List.of());
            for (IndexRow row : rows) {
                if (!shard.isLeftOf(row.key())) {
                    copy(row, child);
                }
            }
            from = rows.size() < PAGE ? null : rows.getLast().key().successor();
        }
    }

    private void copy(IndexRow row, ShardRef child) {
        if (row.listed() != null) {
            store.settle(child, row.key(), row.version(), row.listed());
        }
        if (row.marker() > 0) {
            store.mark(child, row.key(), row.marker());
        }
    }

    private void trim(Shard shard) {
        if (shard.high() != null) {
            store.trim(shard.ref(), shard.high());
            store.swap(shard.trimmed());
        }
    }

    private Size measure(Shard shard) {
        int step = Math.clamp(settings.shardEntries() / 8, 2, PAGE);
        List<SortKey> steps = new ArrayList<>();
        int entries = 0;
        @Nullable SortKey from = shard.low();
        while (from != null) {
            List<IndexRow> rows = store.page(shard.ref(), from, step).map(Page::rows).orElse(List.of()).stream()
                    .filter(row -> !shard.isLeftOf(row.key()))
                    .toList();
            if (!rows.isEmpty()) {
                steps.add(rows.getFirst().key());
                entries += rows.size();
            }
            from = rows.size() < step ? null : rows.getLast().key().successor();
        }
        return new Size(entries, steps.isEmpty() ? shard.low() : steps.get(steps.size() / 2));
    }

    /**
     * What a shard holds.
     *
     * @param middle a key with about as many entries on either side
     */
    private record Size(int entries, SortKey middle) {}

    private void later(ShardRef shard, Runnable work) {
        if (!atWork.add(shard)) {
            return;
        }
        try {
            background.execute(() -> run(shard, work));
        } catch (RejectedExecutionException e) {
            atWork.remove(shard);
        }
    }

    private void run(ShardRef shard, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.info("Work on shard {} is put off: {}", shard, e.toString());
        } finally {
            atWork.remove(shard);
        }
    }
}
