package io.casgate.catalog.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.catalog.BucketId;
import io.casgate.catalog.CatalogSettings;
import io.casgate.catalog.ListedObject;
import io.casgate.catalog.ObjectKey;
import io.casgate.catalog.index.Marking.Marked;
import io.casgate.catalog.index.SortedIndex.Stretch;
import io.casgate.catalog.memory.Faults;
import io.casgate.catalog.memory.MemoryCatalog;
import io.casgate.catalog.memory.MemoryIndex;
import io.casgate.catalog.memory.MovableClock;
import io.casgate.catalog.port.CatalogPorts;
import io.casgate.catalog.port.IndexId;
import io.casgate.catalog.port.IndexRow;
import io.casgate.catalog.port.IndexStore;
import io.casgate.catalog.port.ShardRef;
import io.casgate.catalog.port.SortKey;
import io.casgate.dedup.StoreUnavailableException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SortedIndexTest {
    private static final CatalogSettings SMALL = CatalogSettings.DEFAULT.withShardEntries(8);

    private final IndexId id = new IndexId(BucketId.random(), IndexId.Kind.OBJECTS);
    private final MovableClock clock = new MovableClock();
    private final CatalogPorts ports = MemoryCatalog.ports();
    private final AtomicLong versions = new AtomicLong();

    private SortedIndex index(IndexStore store) {
        return new SortedIndex(store, SMALL, clock, Runnable::run);
    }

    private static SortKey place(String key) {
        return SortKey.of(key.getBytes(StandardCharsets.UTF_8));
    }

    private static ListedObject listed(String key) {
        return new ListedObject(
                new ObjectKey(key),
                "etag",
                1,
                Instant.EPOCH,
                "owner",
                "STANDARD",
                null,
                null,
                ListedObject.Kind.OBJECT);
    }

    private void add(SortedIndex index, String key) {
        long version = versions.incrementAndGet();
        Marked marked = (Marked) index.mark(id, place(key), version);
        index.settle(marked.placement(), version, listed(key));
        index.grown(marked.placement());
    }

    private void remove(SortedIndex index, String key) {
        long version = versions.incrementAndGet();
        Marked marked = (Marked) index.mark(id, place(key), version);
        index.remove(marked.placement(), version);
    }

    private List<IndexRow> rows(SortedIndex index, int pageSize) {
        List<IndexRow> rows = new ArrayList<>();
        @Nullable SortKey from = SortKey.LOWEST;
        while (from != null) {
            Stretch stretch = index.read(id, from, pageSize).orElseThrow();
            rows.addAll(stretch.rows());
            from = stretch.next();
        }
        return rows;
    }

    private List<String> keys(SortedIndex index, int pageSize) {
        return rows(index, pageSize).stream().map(SortedIndexTest::text).toList();
    }

    private static String text(IndexRow row) {
        return new String(row.key().toBytes(), StandardCharsets.UTF_8);
    }

    private int shards() {
        return ((MemoryIndex) ports.index()).shardCount();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void anIndexInManyShardsReadsLikeOne(int pageSize) {
        SortedIndex index = index(ports.index());
        index.create(id);
        TreeSet<String> model = new TreeSet<>();
        Random random = new Random(pageSize);
        for (int i = 0; i < 500; i++) {
            String key = "k" + random.nextInt(300);
            if (random.nextInt(4) == 0) {
                remove(index, key);
                model.remove(key);
            } else {
                add(index, key);
                model.add(key);
            }
        }
        assertThat(shards()).isGreaterThan(5);
        assertThat(keys(index, pageSize)).containsExactlyElementsOf(model);
        assertThat(keys(index(ports.index()), pageSize)).containsExactlyElementsOf(model);
    }

    @Test
    void whatHasMovedIsTrimmedLater() {
        SortedIndex index = index(ports.index());
        index.create(id);
        for (int i = 0; i < 100; i++) {
            add(index, "k" + i);
        }
        clock.advance(Duration.ofMinutes(5));
        List<String> before = keys(index, 10);

        assertThat(keys(index, 10)).isEqualTo(before).hasSize(100);
        assertThat(ports.index()
                        .page(id.root(), SortKey.LOWEST, 1000)
                        .orElseThrow()
                        .rows())
                .hasSizeLessThan(20);
    }

    @Test
    void aStretchThatWasPurgedCanBeRead() {
        MemoryIndex store = (MemoryIndex) ports.index();
        store.failReadsAcross(SMALL.shardEntries());
        SortedIndex index = index(store);
        index.create(id);
        add(index, "z");
        for (int i = 100; i < 300; i++) {
            add(index, "k" + i);
            remove(index, "k" + i);
        }
        assertThat(keys(index, 3)).containsExactly("z");
        assertThat(keys(index(store), 3)).containsExactly("z");
        clock.advance(Duration.ofMinutes(5));
        assertThat(keys(index(store), 3)).containsExactly("z");
    }

    /** The splitter dies at its k-th call; writers and readers of another process go on; a later process finishes. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSplitMayStopAnywhere(boolean callIsMade) {
        surviveDeadSplitters(callIsMade, ShardSplitter::splitIfLarge);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theRenewalOfAShardMayStopAnywhere(boolean callIsMade) {
        surviveDeadSplitters(callIsMade, ShardSplitter::renew);
    }

    private static void surviveDeadSplitters(boolean callIsMade, BiConsumer<ShardSplitter, ShardRef> work) {
        for (int k = 1; ; k++) {
            SortedIndexTest world = new SortedIndexTest();
            if (!world.surviveDeadSplitter(k, callIsMade, work)) {
                return;
            }
        }
    }

    private boolean surviveDeadSplitter(int k, boolean callIsMade, BiConsumer<ShardSplitter, ShardRef> work) {
        SortedIndex healthy = index(ports.index());
        healthy.create(id);
        TreeSet<String> model = new TreeSet<>();
        SortedIndex filler = new SortedIndex(ports.index(), CatalogSettings.DEFAULT, clock, Runnable::run);
        for (int i = 10; i < 40; i++) {
            add(filler, "k" + i);
            model.add("k" + i);
        }
        Faults faults =
                callIsMade ? Faults.at(k).dying().afterTheCall() : Faults.at(k).dying();
        IndexStore failing = faults.on(ports).index();
        try {
            work.accept(new ShardSplitter(failing, new ShardMap(1 << 20), SMALL, clock, Runnable::run), id.root());
        } catch (StoreUnavailableException e) {
            assertThat(faults.happened()).isTrue();
        }
        for (int i = 10; i < 40; i += 3) {
            remove(filler, "k" + i);
            model.remove("k" + i);
            add(filler, "m" + i);
            model.add("m" + i);
        }
        assertThat(keys(healthy, 7)).containsExactlyElementsOf(model);
        clock.advance(Duration.ofMinutes(5));
        keys(healthy, 7);
        clock.advance(Duration.ofMinutes(5));
        assertThat(keys(healthy, 7)).containsExactlyElementsOf(model);
        assertThat(rows(healthy, 7)).noneMatch(IndexRow::isPending);
        return faults.happened();
    }

    /** While one process copies a shard's entries to a child, another fills the child until it is large. */
    @Test
    void aChildIsNotSplitBeforeItHasEverything() {
        TreeSet<String> model = new TreeSet<>();
        index(ports.index()).create(id);
        SortedIndex filler = new SortedIndex(ports.index(), CatalogSettings.DEFAULT, clock, Runnable::run);
        for (int i = 100; i < 140; i++) {
            add(filler, "k" + i);
            model.add("k" + i);
        }
        IndexStore interrupted = afterFirst("create", ports.index(), () -> {
            SortedIndex other = index(ports.index());
            for (int i = 100; i < 140; i++) {
                add(other, "k" + i + "-added");
                model.add("k" + i + "-added");
            }
        });
        new ShardSplitter(interrupted, new ShardMap(1 << 20), SMALL, clock, Runnable::run).splitIfLarge(id.root());

        assertThat(keys(index(ports.index()), 10)).containsExactlyElementsOf(model);
    }

    /** The store, where {@code meanwhile} happens once, right after the first call of that name. */
    private static IndexStore afterFirst(String call, IndexStore store, Runnable meanwhile) {
        AtomicBoolean pending = new AtomicBoolean(true);
        return (IndexStore) Proxy.newProxyInstance(
                IndexStore.class.getClassLoader(), new Class<?>[] {IndexStore.class}, (_, method, values) -> {
                    Object result = method.invoke(store, values);
                    if (method.getName().equals(call) && pending.getAndSet(false)) {
                        meanwhile.run();
                    }
                    return result;
                });
    }

    /** Many writers and several splitters of several processes at once: nothing acknowledged is lost. */
    @Test
    void writersAndSplittersRace() throws Exception {
        index(ports.index()).create(id);
        int writers = 16;
        List<Future<?>> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < writers; writer++) {
                int number = writer;
                SortedIndex index = new SortedIndex(ports.index(), SMALL, clock, threads);
                done.add(threads.submit(() -> write(index, number)));
            }
            for (Future<?> writer : done) {
                writer.get();
            }
        }
        TreeSet<String> model = new TreeSet<>();
        for (int writer = 0; writer < writers; writer++) {
            for (int i = 0; i < 100; i++) {
                if (i % 5 != 0) {
                    model.add(key(writer, i));
                }
            }
        }
        assertThat(shards()).isGreaterThan(4);
        assertThat(shown(rows(index(ports.index()), 10), model)).containsExactlyElementsOf(model);
    }

    /**
     * The keys that a listing shows: for a row with a marker it asks the register, here the model. A removal that races
     * with a split can leave such a row.
     */
    private static List<String> shown(List<IndexRow> rows, Set<String> register) {
        return rows.stream()
                .filter(row -> !row.isPending() || register.contains(text(row)))
                .map(SortedIndexTest::text)
                .toList();
    }

    private void write(SortedIndex index, int writer) {
        for (int i = 0; i < 100; i++) {
            add(index, key(writer, i));
        }
        for (int i = 0; i < 100; i += 5) {
            remove(index, key(writer, i));
        }
    }

    private static String key(int writer, int i) {
        return "k%03d-%02d".formatted(i, writer);
    }

    @Test
    void aSealReachesEveryShardAlsoOfASplitUnderWay() {
        SortedIndex index = index(ports.index());
        index.create(id);
        for (int i = 0; i < 50; i++) {
            add(index, "k" + i);
        }
        UUID seal = UUID.randomUUID();

        assertThat(index.seal(id, seal)).isTrue();
        for (int i = 0; i < 60; i++) {
            assertThat(index.mark(id, place("k" + i), versions.incrementAndGet()))
                    .isInstanceOf(Marking.Refused.class);
        }
        index.unseal(id, UUID.randomUUID());
        assertThat(index.mark(id, place("k1"), versions.incrementAndGet())).isInstanceOf(Marking.Refused.class);
        index.unseal(id, seal);
        assertThat(index.mark(id, place("k1"), versions.incrementAndGet())).isInstanceOf(Marked.class);
    }

    @Test
    void aDroppedIndexIsGoneForWhoeverRemembersItsShards() {
        SortedIndex index = index(ports.index());
        index.create(id);
        for (int i = 0; i < 50; i++) {
            add(index, "k" + i);
        }
        index(ports.index()).drop(id);

        assertThat(index.mark(id, place("k49"), 1000)).isInstanceOf(Marking.Gone.class);
        assertThat(index.read(id, SortKey.LOWEST, 10)).isEmpty();
    }
}
