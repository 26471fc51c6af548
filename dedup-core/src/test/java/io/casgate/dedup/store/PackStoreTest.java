package io.casgate.dedup.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.store.PackSource.StoredPack;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class PackStoreTest {
    private final PackStore packs;
    private final SegmentId segment = SegmentId.random();

    PackStoreTest(Backend backend) {
        packs = backend.open().packs();
    }

    @ParameterizedTest
    @EnumSource
    void readsARangeOfPositionsInOrder(Reach reach) {
        List<StoredPack> all = List.of(pack(0, 65_000), pack(65_000, 60_000), pack(125_000, 1), pack(125_001, 9_000));
        packs.write(segment, all.subList(2, 4)).join();
        packs.write(segment, all.subList(0, 2)).join();
        assertThat(read(0, Integer.MAX_VALUE, reach)).isEqualTo(all);
        assertThat(read(65_000, 125_001, reach)).isEqualTo(all.subList(1, 3));
        assertThat(read(1, 65_000, reach)).isEmpty();
    }

    @Test
    void writesAMebibyteAtOnce() {
        List<StoredPack> batch =
                IntStream.range(0, 16).mapToObj(i -> pack(i * 65_536, 65_536)).toList();
        packs.write(segment, batch).join();
        assertThat(read(0, 1 << 20, Reach.LOCAL_ONE)).isEqualTo(batch);
    }

    @Test
    void writingAPackAgainChangesNothing() {
        packs.write(segment, List.of(pack(0, 100))).join();
        packs.write(segment, List.of(pack(0, 100))).join();
        assertThat(read(0, 1, Reach.LOCAL_QUORUM)).containsExactly(pack(0, 100));
    }

    @Test
    void buffersAreNotConsumed() {
        StoredPack pack = pack(0, 100);
        packs.write(segment, List.of(pack)).join();
        assertThat(pack.bytes().remaining()).isEqualTo(100);
    }

    @Test
    void aSegmentThatIsNotThereHasNoPacks() {
        assertThat(packs.packs(SegmentId.random(), 0, 100, Reach.LOCAL_ONE)
                        .toCompletableFuture()
                        .join())
                .isEmpty();
    }

    private List<StoredPack> read(int from, int to, Reach reach) {
        return packs.packs(segment, from, to, reach).toCompletableFuture().join();
    }

    private static StoredPack pack(int position, int size) {
        return new StoredPack(position, ByteBuffer.wrap(SampleBytes.random(position, size)));
    }
}
