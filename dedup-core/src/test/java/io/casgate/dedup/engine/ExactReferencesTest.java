package io.casgate.dedup.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.dedup.Domain;
import io.casgate.dedup.OwnerId;
import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.manifest.Extent;
import io.casgate.dedup.manifest.Span;
import io.casgate.dedup.segment.SlotSet;
import io.casgate.dedup.store.SegmentStore;
import io.casgate.dedup.store.memory.MemoryPorts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After publishing, each owner references what its content uses: nothing less, nothing more. */
class ExactReferencesTest {
    private static final int MIB = 1 << 20;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void referencesSayWhatIsUsed(long seed) {
        MemoryPorts ports = new MemoryPorts();
        Random random = new Random(seed);
        byte[] base = SampleBytes.random(seed, 12 * MIB);
        List<Content> contents = new ArrayList<>();
        try (TestStore first = new TestStore(ports.ports())) {
            contents.add(first.store(base));
        }
        for (int round = 0; round < 4; round++) {
            try (TestStore gateway = new TestStore(ports.ports(), TestSettings.fewSegmentsPerOwner())) {
                contents.add(gateway.store(Domain.DEFAULT, mixed(base, random), someOf(contents, random)));
            }
        }
        Map<OwnerId, Map<SegmentId, SlotSet>> used = new HashMap<>();
        for (Content content : contents) {
            for (Span span : ((Content.Embedded) content).spans()) {
                Map<SegmentId, SlotSet> mine = used.computeIfAbsent(span.owner(), id -> new HashMap<>());
                for (Extent extent : span.extents()) {
                    Extent.Run run = (Extent.Run) extent;
                    mine.merge(run.segment(), SlotSet.run(run.firstSlot(), run.slotCount()), SlotSet::union);
                }
            }
        }
        ports.references()
                .forEach((segment, owners) -> owners.forEach((owner, referenced) -> {
                    SlotSet uses = used.getOrDefault(owner, Map.of()).getOrDefault(segment, SlotSet.EMPTY);
                    SlotSet exact = referenced.equals(SegmentStore.EVERY_SLOT)
                            ? SlotSet.run(
                                    0,
                                    Objects.requireNonNull(ports.headers().get(segment))
                                            .blocks()
                                            .slotCount())
                            : referenced;
                    assertThat(exact).isEqualTo(uses);
                }));
        used.forEach((owner, segments) -> segments.forEach((segment, slots) ->
                assertThat(ports.used(segment, owner).containsAll(slots)).isTrue()));
    }

    /** Pieces of the base in any order, with new bytes between them. */
    private static byte[] mixed(byte[] base, Random random) {
        byte[] body = new byte[8 * MIB];
        int at = 0;
        while (at < body.length) {
            int length = Math.min(body.length - at, 1 + random.nextInt(MIB));
            if (random.nextInt(4) == 0) {
                byte[] fresh = SampleBytes.random(random.nextLong(), length);
                System.arraycopy(fresh, 0, body, at, length);
            } else {
                System.arraycopy(base, random.nextInt(base.length - length), body, at, length);
            }
            at += length;
        }
        return body;
    }

    private static List<Content> someOf(List<Content> contents, Random random) {
        return random.nextBoolean() ? List.of() : List.of(contents.get(random.nextInt(contents.size())));
    }
}
