package io.casgate.dedup.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casgate.dedup.CorruptContentException;
import io.casgate.dedup.Domain;
import io.casgate.dedup.Fingerprint;
import io.casgate.dedup.StoredBytes;
import io.casgate.dedup.cut.CutterId;
import io.casgate.dedup.fingerprint.FingerprintAlgorithm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentFormatTest {
    private static SegmentBlocks blocks(int... sizes) {
        List<SegmentBlocks.Block> blocks = new ArrayList<>();
        for (int size : sizes) {
            blocks.add(new SegmentBlocks.Block(new Fingerprint(blocks.size(), 1, 2, -3), size));
        }
        return new SegmentBlocks(FingerprintAlgorithm.HMAC_SHA256, CutterId.DEFAULT, blocks);
    }

    @Test
    void slotSetsAreSets() {
        SlotSet low = SlotSet.of(0, 3, 9);
        SlotSet run = SlotSet.run(8, 4);

        assertThat(low.union(run)).isEqualTo(SlotSet.of(0, 3, 8, 9, 10, 11));
        assertThat(low.minus(run)).isEqualTo(SlotSet.of(0, 3)).hasSameHashCodeAs(SlotSet.of(3, 0));
        assertThat(low.intersects(run)).isTrue();
        assertThat(low.containsAll(SlotSet.of(9))).isTrue();
        assertThat(low.containsAll(run)).isFalse();
        assertThat(low.contains(3)).isTrue();
        assertThat(low.contains(511)).isFalse();
        assertThat(low.size()).isEqualTo(3);
        assertThat(SlotSet.EMPTY.isEmpty()).isTrue();
        assertThat(run.stream()).containsExactly(8, 9, 10, 11);
        assertThatThrownBy(() -> SlotSet.of(512)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> SlotSet.run(510, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void slotSetsAreGolden() {
        assertThat(StoredBytes.hex(SlotSet.of(0, 3, 9).encode())).isEqualTo("01" + "0902" + "aaa81a3c");
        assertThat(StoredBytes.hex(SlotSet.EMPTY.encode())).isEqualTo("01" + "a016d052");
    }

    @Test
    void slotSetsSurviveStorage() {
        for (SlotSet slots : List.of(SlotSet.EMPTY, SlotSet.of(0), SlotSet.of(511), SlotSet.run(0, 512))) {
            assertThat(SlotSet.decode(slots.encode())).isEqualTo(slots);
        }
        StoredBytes.assertDamageIsNoticed(SlotSet.of(0, 300).encode(), SlotSet::decode);
        assertThatThrownBy(() -> SlotSet.decode(StoredBytes.sealed("01" + "00".repeat(65))))
                .isInstanceOf(CorruptContentException.class);
    }

    @Test
    void blocksAreGolden() {
        assertThat(StoredBytes.hex(blocks(1, 300).encode()))
                .isEqualTo("01" + "01" + "1e" + "02" + "01" + "ac02"
                        + "0000000000000000" + "0000000000000001" + "0000000000000002" + "fffffffffffffffd"
                        + "0000000000000001" + "0000000000000001" + "0000000000000002" + "fffffffffffffffd"
                        + "8ead1bd6");
    }

    @Test
    void blocksSurviveStorage() {
        int[] largest = new int[SlotSet.MAX_SLOTS];
        Arrays.fill(largest, SegmentBlocks.MAX_BYTES / SlotSet.MAX_SLOTS);
        for (SegmentBlocks blocks : List.of(blocks(1), blocks(65_536, 1, 4096), blocks(largest))) {
            assertThat(SegmentBlocks.decode(blocks.encode())).isEqualTo(blocks);
        }
        StoredBytes.assertDamageIsNoticed(blocks(1, 300).encode(), SegmentBlocks::decode);
    }

    @Test
    void positionsAndSlotsFindEachOther() {
        SegmentBlocks blocks = blocks(10, 20, 30);

        assertThat(blocks.byteCount()).isEqualTo(60);
        assertThat(List.of(blocks.position(0), blocks.position(1), blocks.position(2)))
                .containsExactly(0, 10, 30);
        assertThat(List.of(blocks.slotAt(0), blocks.slotAt(9), blocks.slotAt(10), blocks.slotAt(59)))
                .containsExactly(0, 0, 1, 2);
        assertThatThrownBy(() -> blocks.slotAt(60)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> blocks.position(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void blocksKeepTheLimitsOfASegment() {
        assertThatThrownBy(() -> blocks()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> blocks(65_537)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> blocks(Collections.nCopies(65, 65_536).stream()
                        .mapToInt(i -> i)
                        .toArray()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> blocks(
                        Collections.nCopies(513, 1).stream().mapToInt(i -> i).toArray()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sealedNonsenseIsCorrupt() {
        for (String bytes : List.of(
                "",
                "02",
                "0100",
                "010100",
                "01011e00",
                "01011e01",
                "01011eff",
                "01011e0100" + "00".repeat(32),
                "01011e0101" + "00".repeat(33),
                "01031e0101" + "00".repeat(32),
                "01012e0101" + "00".repeat(32))) {
            assertThatThrownBy(() -> SegmentBlocks.decode(StoredBytes.sealed(bytes)))
                    .as(bytes)
                    .isInstanceOf(CorruptContentException.class);
        }
    }

    @Test
    void onlyLiveSlotsAreReferable() {
        SegmentHeader fresh = SegmentHeader.fresh(Domain.DEFAULT, Instant.EPOCH, blocks(1, 2, 3));
        SegmentHeader worn =
                new SegmentHeader(Domain.DEFAULT, Instant.EPOCH, blocks(1, 2, 3), SlotSet.of(0), SlotSet.of(1), false);

        assertThat(fresh.isReferable(2)).isTrue();
        assertThat(fresh.isReferable(3)).isFalse();
        assertThat(worn.isReferable(0)).isFalse();
        assertThat(worn.isReferable(1)).isFalse();
        assertThat(worn.isReferable(2)).isTrue();
        assertThat(new SegmentHeader(Domain.DEFAULT, Instant.EPOCH, blocks(1), SlotSet.EMPTY, SlotSet.EMPTY, true)
                        .isReferable(0))
                .isFalse();
    }
}
