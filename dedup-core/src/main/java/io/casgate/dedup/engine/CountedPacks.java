package io.casgate.dedup.engine;

import io.casgate.dedup.DedupMetrics;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.store.PackSource;
import io.casgate.dedup.store.Reach;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Counts what readers ask for. */
record CountedPacks(PackSource packs, DedupMetrics metrics) implements PackSource {
    @Override
    public CompletionStage<List<StoredPack>> packs(SegmentId segment, int from, int to, Reach reach) {
        if (reach != Reach.LOCAL_ONE) {
            metrics.readEscalations.increment();
        }
        return packs.packs(segment, from, to, reach).thenApply(found -> {
            metrics.readPacks.add(found.size());
            return found;
        });
    }
}
