package io.casgate.dedup.segment;

import io.casgate.dedup.Fingerprint;
import io.casgate.dedup.StoredFormat;
import io.casgate.dedup.cut.CutterId;
import io.casgate.dedup.fingerprint.FingerprintAlgorithm;
import java.nio.ByteBuffer;
import java.util.List;

class SegmentBlocksFuzzTest implements StoredFormat<SegmentBlocks> {
    @Override
    public List<SegmentBlocks> samples() {
        SegmentBlocks.Block small = new SegmentBlocks.Block(new Fingerprint(1, 2, 3, 4), 1);
        SegmentBlocks.Block large = new SegmentBlocks.Block(new Fingerprint(5, 6, 7, 8), Pack.MAX_BYTES);
        return List.of(
                new SegmentBlocks(FingerprintAlgorithm.HMAC_SHA256, CutterId.DEFAULT, List.of(small)),
                new SegmentBlocks(FingerprintAlgorithm.HMAC_SHA256, CutterId.DEFAULT, List.of(large, small, large)));
    }

    @Override
    public ByteBuffer encode(SegmentBlocks blocks) {
        return blocks.encode();
    }

    @Override
    public SegmentBlocks decode(ByteBuffer stored) {
        return SegmentBlocks.decode(stored);
    }
}
