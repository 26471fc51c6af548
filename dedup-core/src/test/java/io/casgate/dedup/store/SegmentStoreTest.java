package io.casgate.dedup.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.dedup.Domain;
import io.casgate.dedup.Fingerprint;
import io.casgate.dedup.OwnerId;
import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.cut.CutterId;
import io.casgate.dedup.fingerprint.FingerprintAlgorithm;
import io.casgate.dedup.segment.SegmentBlocks;
import io.casgate.dedup.segment.SegmentHeader;
import io.casgate.dedup.segment.SlotSet;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class SegmentStoreTest {
    private final SegmentStore segments;
    private final SegmentId segment = SegmentId.random();
    private final OwnerId owner = OwnerId.random();

    SegmentStoreTest(Backend backend) {
        segments = backend.open().segments();
    }

    @Test
    void theLastReferenceOfAnOwnerCounts() {
        segments.reference(segment, owner, SegmentStore.EVERY_SLOT).join();
        segments.reference(segment, owner, SlotSet.of(3, 500)).join();
        assertThat(segments.used(segment, owner).join()).contains(SlotSet.of(3, 500));
    }

    @Test
    void ownersDoNotMeet() {
        OwnerId other = OwnerId.random();
        segments.reference(segment, owner, SlotSet.of(1)).join();
        segments.reference(segment, other, SlotSet.of(2)).join();
        segments.release(segment, owner).join();
        assertThat(segments.used(segment, owner).join()).isEmpty();
        assertThat(segments.used(segment, other).join()).contains(SlotSet.of(2));
    }

    @Test
    void aReleasedReferenceCanBeWrittenAgain() {
        segments.reference(segment, owner, SlotSet.of(1)).join();
        segments.release(segment, owner).join();
        segments.reference(segment, owner, SlotSet.of(2)).join();
        assertThat(segments.used(segment, owner).join()).contains(SlotSet.of(2));
    }

    @Test
    void releasingWhatIsNotThereIsFine() {
        segments.release(segment, owner).join();
        assertThat(segments.used(segment, owner).join()).isEmpty();
    }

    @Test
    void aReferenceAloneIsNoHeader() {
        segments.reference(segment, owner, SegmentStore.EVERY_SLOT).join();
        assertThat(segments.header(segment).join()).isEmpty();
        assertThat(segments.header(SegmentId.random()).join()).isEmpty();
    }

    @Test
    void theHeaderComesBackWhole() {
        SegmentHeader header =
                SegmentHeader.fresh(new Domain("tenant-7"), Instant.ofEpochMilli(1_700_000_000_123L), blocks(512));
        segments.reference(segment, owner, SegmentStore.EVERY_SLOT).join();
        segments.create(segment, header).join();
        assertThat(segments.header(segment).join()).contains(header);
        segments.release(segment, owner).join();
        assertThat(segments.header(segment).join()).contains(header);
    }

    @Test
    void referencesAreCountedUpToALimit() {
        for (int i = 0; i < 5; i++) {
            segments.reference(segment, OwnerId.random(), SlotSet.of(i)).join();
        }
        assertThat(segments.hasMoreReferencesThan(segment, 4).join()).isTrue();
        assertThat(segments.hasMoreReferencesThan(segment, 5).join()).isFalse();
    }

    @Test
    void aSegmentStaysSaturated() {
        segments.create(segment, SegmentHeader.fresh(Domain.DEFAULT, Instant.EPOCH, blocks(3)))
                .join();
        segments.saturate(segment).join();
        segments.reference(segment, owner, SlotSet.of(1)).join();
        assertThat(segments.header(segment).join())
                .hasValueSatisfying(header -> assertThat(header.saturated()).isTrue());
    }

    private static SegmentBlocks blocks(int count) {
        List<SegmentBlocks.Block> blocks = IntStream.range(0, count)
                .mapToObj(i -> new SegmentBlocks.Block(Fingerprint.read(SampleBytes.random(i, 32), 0), 4096 + i))
                .toList();
        return new SegmentBlocks(FingerprintAlgorithm.HMAC_SHA256, CutterId.DEFAULT, blocks);
    }
}
