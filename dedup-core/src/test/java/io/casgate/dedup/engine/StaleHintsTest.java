package io.casgate.dedup.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.dedup.OwnerId;
import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.manifest.Content;
import io.casgate.dedup.segment.SegmentHeader;
import io.casgate.dedup.segment.SlotSet;
import io.casgate.dedup.store.memory.MemoryPorts;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory and index may name what reclaim has taken: the pin notices, and the bytes are stored anew. */
class StaleHintsTest {
    private static final int MIB = 1 << 20;

    private final MemoryPorts ports = new MemoryPorts();
    private final TestStore store = new TestStore(ports.ports());
    private final byte[] body = SampleBytes.random(1, 6 * MIB);
    private final Content old = store.store(body);
    private final long stored = ports.storedBytes();

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void segmentsThatAreGone(boolean sameGateway) {
        ports.headers().clear();
        assertStoredAnew(sameGateway, stored);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saturatedSegments(boolean sameGateway) {
        changeHeaders(header -> new SegmentHeader(
                header.domain(), header.created(), header.blocks(), header.condemned(), header.deleted(), true));
        assertStoredAnew(sameGateway, stored);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void condemnedSlotsAlone(boolean sameGateway) {
        SlotSet condemned = SlotSet.run(20, 10);
        changeHeaders(header -> new SegmentHeader(
                header.domain(), header.created(), header.blocks(), condemned, header.deleted(), false));
        Map<SegmentId, SegmentHeader> before = Map.copyOf(ports.headers());
        Content again = assertStoredAnew(sameGateway, 10 * 4096);
        int segments = before.size();
        assertThat(ports.storedBytes() - stored).as("the other slots are used").isLessThan(segments * 10L * 65_536);
        OwnerId owner = ((Content.Embedded) again).spans().getFirst().owner();
        before.keySet()
                .forEach(segment -> assertThat(ports.used(segment, owner))
                        .matches(used -> !used.intersects(condemned), "uses no condemned slot"));
    }

    private Content assertStoredAnew(boolean sameGateway, long atLeast) {
        try (TestStore other = new TestStore(ports.ports())) {
            TestStore gateway = sameGateway ? store : other;
            Content again = gateway.store(body);
            assertThat(ports.storedBytes() - stored).isGreaterThanOrEqualTo(atLeast);
            assertThat(gateway.read(again)).isEqualTo(body);
            assertThat(again).isNotEqualTo(old);
            return again;
        }
    }

    private void changeHeaders(UnaryOperator<SegmentHeader> change) {
        ports.headers().replaceAll((segment, header) -> change.apply(header));
    }
}
