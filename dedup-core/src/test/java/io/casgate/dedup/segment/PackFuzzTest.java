package io.casgate.dedup.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.dedup.SampleBytes;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.StoredBytes;
import io.casgate.dedup.StoredFormat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

class PackFuzzTest implements StoredFormat<PackFuzzTest.Blocks> {
    private final PackEncoder encoder = new PackEncoder(3);
    private final PackDecoder decoder = new PackDecoder();

    /** A pack, equal to those that have the same blocks in the same places. */
    record Blocks(Pack pack) {
        private List<Object> value() {
            return List.of(
                    pack.segment(),
                    pack.firstSlot(),
                    pack.slotCount(),
                    pack.position(),
                    pack.removed(),
                    pack.content());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Blocks that && value().equals(that.value());
        }

        @Override
        public int hashCode() {
            return value().hashCode();
        }
    }

    @AfterEach
    void close() {
        encoder.close();
        decoder.close();
    }

    @Override
    public List<Blocks> samples() {
        Pack whole = pack(SampleBytes.text(30_000), 10_000, 5_000, 15_000);
        Pack holed = decoder.decode(encoder.without(whole, SlotSet.of(6)));
        return List.of(new Blocks(pack(new byte[] {7, 8, 9}, 1, 2)), new Blocks(whole), new Blocks(holed));
    }

    private Pack pack(byte[] plain, int... sizes) {
        return decoder.decode(encoder.encode(new SegmentId(new UUID(1, 2)), 5, 1000, plain, 0, sizes));
    }

    @Override
    public ByteBuffer encode(Blocks blocks) {
        return encoder.without(blocks.pack(), SlotSet.EMPTY);
    }

    @Override
    public Blocks decode(ByteBuffer stored) {
        Pack pack = decoder.decode(stored);
        for (int slot = pack.firstSlot(); slot < pack.firstSlot() + pack.slotCount(); slot++) {
            if (!pack.removed().contains(slot)) {
                assertThat(StoredBytes.of(pack.block(slot))).hasSize(pack.size(slot));
            }
        }
        return new Blocks(pack);
    }
}
