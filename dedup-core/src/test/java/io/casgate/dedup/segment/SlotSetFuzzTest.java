package io.casgate.dedup.segment;

import io.casgate.dedup.StoredFormat;
import java.nio.ByteBuffer;
import java.util.List;

class SlotSetFuzzTest implements StoredFormat<SlotSet> {
    @Override
    public List<SlotSet> samples() {
        return List.of(SlotSet.EMPTY, SlotSet.of(0, 3, 9), SlotSet.run(0, SlotSet.MAX_SLOTS));
    }

    @Override
    public ByteBuffer encode(SlotSet slots) {
        return slots.encode();
    }

    @Override
    public SlotSet decode(ByteBuffer stored) {
        return SlotSet.decode(stored);
    }
}
