package io.casgate.dedup.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.manifest.Extent;
import io.casgate.dedup.manifest.Span;
import io.casgate.dedup.store.memory.MemoryPorts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A body that matches very many segments goes on under other owners. */
class LongBodiesTest {
    private static final int MIB = 1 << 20;

    @Test
    void everyOwnerReferencesItsOwnSpans() {
        MemoryPorts ports = new MemoryPorts();
        byte[] body = new byte[40 * MIB];
        try (TestStore small = new TestStore(ports.ports())) {
            for (int i = 0; i < 40; i++) {
                byte[] piece = SampleBytes.random(i, MIB);
                small.store(piece);
                System.arraycopy(piece, 0, body, i * MIB, MIB);
            }
        }
        try (TestStore store = new TestStore(ports.ports(), TestSettings.fewSegmentsPerOwner())) {
            Content content = store.store(body);
            List<Span> spans = ((Content.Embedded) content).spans();
            assertThat(spans.stream().map(Span::owner).distinct().count()).isGreaterThanOrEqualTo(3);
            for (Span span : spans) {
                for (Extent extent : span.extents()) {
                    Extent.Run run = (Extent.Run) extent;
                    assertThat(ports.used(run.segment(), span.owner()))
                            .matches(used -> used.contains(run.firstSlot())
                                    && used.contains(run.firstSlot() + run.slotCount() - 1));
                }
            }
            assertThat(store.read(content)).isEqualTo(body);
            assertThat(ports.intentsAtRest()).isEmpty();
        }
    }
}
