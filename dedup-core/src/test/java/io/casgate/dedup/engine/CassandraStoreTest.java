package io.casgate.dedup.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.dedup.ContentWriter;
import io.casgate.dedup.Domain;
import io.casgate.dedup.OwnerId;
import io.casgate.dedup.PendingContent;
import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.layout.Archives.Tar;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.manifest.Extent;
import io.casgate.dedup.manifest.Span;
import io.casgate.dedup.store.Backend;
import io.casgate.dedup.store.StorePorts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole store on a real node. */
class CassandraStoreTest {
    private static final int MIB = 1 << 20;

    private final StorePorts ports = Backend.CASSANDRA.open();
    private final TestStore store = new TestStore(ports);
    private final Domain domain = new Domain(UUID.randomUUID().toString());

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void bodiesComeBackAndRepeatedOnesCostNothing() {
        byte[] body = SampleBytes.random(1, 20 * MIB);
        Content first = store.store(domain, body, List.of());
        assertThat(store.read(first)).isEqualTo(body);
        try (TestStore other = new TestStore(ports)) {
            Content again = other.store(domain, body, List.of());
            assertThat(other.read(again)).isEqualTo(body);
            assertThat(other.metrics().storedBytes.sum()).isZero();
            assertThat(other.metrics().indexLookups.sum()).isLessThan(12);
        }
        assertEverythingIsReferenced(first);
    }

    @Test
    void copiesReferToWhatIsThere() {
        byte[] body = SampleBytes.random(2, 9 * MIB);
        Content source = store.store(domain, body, List.of());
        long stored = store.metrics().storedBytes.sum();
        try (PendingContent copy = store.engine().share(domain, TestStore.TARGET, source, 1_000_000, 6_000_000)) {
            copy.published();
            assertThat(store.read(copy.content())).isEqualTo(Arrays.copyOfRange(body, 1_000_000, 7_000_000));
            assertThat(store.metrics().storedBytes.sum()).isEqualTo(stored);
            assertEverythingIsReferenced(copy.content());
        }
    }

    /** Long enough for pages: headers come back from where they were compressed. */
    @Test
    void aTarUnderAnotherDateCostsItsHeaders() {
        byte[] next = tar(2);
        store.store(domain, tar(1), List.of());
        long stored = store.metrics().storedBytes.sum();
        Content content = store.store(domain, next, List.of());

        assertThat(store.metrics().storedBytes.sum()).isEqualTo(stored);
        assertThat(content).isInstanceOf(Content.Paged.class);
        assertThat(store.read(content)).isEqualTo(next);
        assertThat(store.read(content, 1_000_000, 3000)).isEqualTo(Arrays.copyOfRange(next, 1_000_000, 1_003_000));
    }

    private static byte[] tar(int time) {
        Tar tar = new Tar(time);
        for (int i = 0; i < 1500; i++) {
            tar.file("file" + i, SampleBytes.random(i, 20 + 7 * i));
        }
        return tar.end();
    }

    @Test
    void anAbandonedBodyLeavesNoReference() {
        OwnerId owner;
        List<Extent.Run> runs;
        try (ContentWriter writer = store.engine().write(domain, TestStore.TARGET, List.of())) {
            TestStore.writeInPieces(writer, SampleBytes.random(3, 5 * MIB));
            try (PendingContent pending = writer.finish()) {
                Span span = ((Content.Embedded) pending.content()).spans().getFirst();
                owner = span.owner();
                runs = span.extents().stream().map(Extent.Run.class::cast).toList();
                assertThat(ports.intents().find(owner).join()).isPresent();
            }
        }
        assertThat(runs).isNotEmpty().allSatisfy(run -> {
            assertThat(ports.segments().used(run.segment(), owner).join()).isEmpty();
            assertThat(ports.segments().header(run.segment()).join()).isPresent();
        });
        assertThat(ports.intents().find(owner).join()).isEmpty();
    }

    @Test
    void manyStreamsAtOnceShareWhatTheyHave() throws Exception {
        byte[] common = SampleBytes.random(4, 3 * MIB);
        List<Future<Boolean>> streams = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                byte[] body = Arrays.copyOf(SampleBytes.random(5 + i, 6 * MIB), 6 * MIB);
                System.arraycopy(common, 0, body, MIB, common.length);
                streams.add(threads.submit(
                        () -> Arrays.equals(store.read(store.store(domain, body, List.of())), body)));
            }
        }
        for (Future<Boolean> stream : streams) {
            assertThat(stream.get()).isTrue();
        }
        assertThat(store.engine().windowInUse()).isZero();
    }

    private void assertEverythingIsReferenced(Content content) {
        try (var spans = store.engine().spans(content)) {
            spans.forEach(span -> {
                for (Extent extent : span.extents()) {
                    Extent.Run run = (Extent.Run) extent;
                    assertThat(ports.segments()
                                    .used(run.segment(), span.owner())
                                    .join())
                            .hasValueSatisfying(used -> assertThat(used.contains(run.firstSlot())
                                            && used.contains(run.firstSlot() + run.slotCount() - 1))
                                    .isTrue());
                }
            });
        }
    }
}
