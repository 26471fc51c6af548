package io.casgate.dedup.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.casgate.dedup.DedupMetrics;
import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.store.PackSource.StoredPack;
import io.casgate.dedup.store.Reach;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PackCacheTest {
    private static final int MIB = 1024 * 1024;
    private static final int SEGMENT = 4 * MIB;

    private final MemoryStore store = new MemoryStore();
    private final DedupMetrics metrics = new DedupMetrics();
    private final PackCache cache = new PackCache(store, 16 * MIB, metrics);

    /** A segment of packs of 1 to 64 KiB; what is in them does not matter to the cache. */
    private SegmentId segment(int seed) {
        SegmentId segment = SegmentId.random();
        Random random = new Random(seed);
        for (int at = 0; at < SEGMENT; ) {
            int length = Math.min(SEGMENT - at, 1 + random.nextInt(64 * 1024));
            store.rows(segment).put(at, ByteBuffer.wrap(SampleBytes.random(at, length)));
            at += length;
        }
        return segment;
    }

    private List<StoredPack> packs(SegmentId segment, int from, int to) {
        return cache.packs(segment, from, to, Reach.LOCAL_ONE)
                .toCompletableFuture()
                .resultNow();
    }

    private List<StoredPack> stored(SegmentId segment, int from, int to) {
        return store.rows(segment).subMap(from, to).entrySet().stream()
                .map(row -> new StoredPack(row.getKey(), row.getValue()))
                .toList();
    }

    @Test
    void whatWasReadTwiceIsNotAskedForAgain() {
        SegmentId segment = segment(1);
        packs(segment, 0, SEGMENT);

        assertThat(packs(segment, 0, SEGMENT)).isEqualTo(stored(segment, 0, SEGMENT));
        store.queries.clear();

        assertThat(packs(segment, 0, SEGMENT)).isEqualTo(stored(segment, 0, SEGMENT));
        assertThat(packs(segment, 100_000, 100_001)).isEqualTo(stored(segment, 100_000, 100_001));
        assertThat(store.queries).isEmpty();
        assertThat(metrics.cachedPacks.sum())
                .isEqualTo(store.rows(segment).size()
                        + stored(segment, 100_000, 100_001).size());
    }

    @Test
    void onlyWhatIsMissingIsAskedFor() {
        SegmentId segment = segment(2);
        packs(segment, MIB, 2 * MIB);
        packs(segment, MIB, 2 * MIB);
        store.queries.clear();

        assertThat(packs(segment, 0, 3 * MIB)).isEqualTo(stored(segment, 0, 3 * MIB));
        assertThat(store.queries)
                .extracting(MemoryStore.Query::from, MemoryStore.Query::to)
                .containsExactly(tuple(0, MIB), tuple(2 * MIB, 3 * MIB));
    }

    @Test
    void anyRangesInAnyOrderAreAnsweredAsWithoutIt() {
        List<SegmentId> segments = IntStream.range(0, 8).mapToObj(this::segment).toList();
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            SegmentId segment = segments.get(random.nextInt(segments.size()));
            int from = random.nextInt(SEGMENT);
            int to = from + 1 + random.nextInt(Math.min(SEGMENT - from, i % 2 == 0 ? 300_000 : SEGMENT));

            assertThat(packs(segment, from, to)).isEqualTo(stored(segment, from, to));
        }
        assertThat(metrics.cachedPacks.sum()).isPositive();
    }

    @Test
    void manyThreadsGetTheRightBytesWhileOthersDriveThemOut() throws Exception {
        List<SegmentId> segments = IntStream.range(0, 8).mapToObj(this::segment).toList();
        PackCache small = new PackCache(
                (segment, from, to, reach) -> CompletableFuture.completedStage(stored(segment, from, to)),
                4 * MIB,
                metrics);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> readers = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(thread -> threads.submit(() -> {
                        Random random = new Random(thread);
                        for (int i = 0; i < 1000; i++) {
                            SegmentId segment = segments.get(random.nextInt(segments.size()));
                            int from = random.nextInt(8) * 100_000;
                            assertThat(small.packs(segment, from, from + 200_000, Reach.LOCAL_ONE)
                                            .toCompletableFuture()
                                            .resultNow())
                                    .isEqualTo(stored(segment, from, from + 200_000));
                        }
                    }))
                    .toList();
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
        assertThat(metrics.cachedPacks.sum()).isPositive();
    }

    @Test
    void whoHasToAskFurtherAwayMakesItForget() {
        SegmentId segment = segment(4);
        store.make(MemoryStore.Fault.DAMAGE, (call, reach) -> reach == Reach.LOCAL_ONE);
        packs(segment, 0, 100_000);
        packs(segment, 0, 100_000);
        store.makeNone();
        assertThat(packs(segment, 0, 100_000)).isNotEqualTo(stored(segment, 0, 100_000));

        cache.packs(segment, 0, 100_000, Reach.LOCAL_QUORUM);

        assertThat(packs(segment, 0, 100_000)).isEqualTo(stored(segment, 0, 100_000));
    }

    @Test
    void aFailureIsNotKept() {
        SegmentId segment = segment(5);
        store.make(MemoryStore.Fault.FAIL, (call, reach) -> call == 0);

        assertThat(cache.packs(segment, 0, MIB, Reach.LOCAL_ONE).toCompletableFuture())
                .isCompletedExceptionally();
        assertThat(packs(segment, 0, MIB)).isEqualTo(stored(segment, 0, MIB));
    }

    @Test
    void aScanDoesNotDriveOutWhatIsReadOften() {
        SegmentId hot = segment(6);
        for (int i = 0; i < 5; i++) {
            packs(hot, 0, SEGMENT);
        }
        for (int i = 0; i < 20; i++) {
            packs(segment(i), 0, SEGMENT);
        }
        store.queries.clear();

        packs(hot, 0, SEGMENT);

        assertThat(store.queries).isEmpty();
    }

    @Test
    void withoutMemoryEverythingIsAskedFor() {
        PackCache none = new PackCache(store, 0, metrics);
        SegmentId segment = segment(7);
        for (int i = 0; i < 3; i++) {
            assertThat(none.packs(segment, 0, MIB, Reach.LOCAL_ONE)
                            .toCompletableFuture()
                            .resultNow())
                    .isEqualTo(stored(segment, 0, MIB));
        }
        assertThat(store.queries).hasSize(3);
        assertThat(metrics.cachedPacks.sum()).isZero();
    }
}
