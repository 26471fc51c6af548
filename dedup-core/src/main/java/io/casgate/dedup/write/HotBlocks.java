package io.casgate.dedup.write;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.casgate.dedup.Fingerprint;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.segment.SegmentBlocks;
import io.casgate.dedup.segment.SegmentHeader;
import io.casgate.dedup.store.BlockLocation;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers where the blocks of lately used segments are. It comes and goes by whole segments, because a body that
 * matches one block of a segment will match its neighbours. What it says is a hint: pinning the segment decides.
 *
 * <p>Fingerprints of different domains never meet here: they are computed under different keys. Safe for use by any
 * number of threads.
 */
final class HotBlocks {
    /** Measured on a 64-bit JVM with compressed references: fingerprint, location, and the map's entry and slot. */
    private static final int BYTES_PER_BLOCK = 160;

    private static final int BYTES_PER_SEGMENT = 400;

    private final Cache<SegmentId, SegmentBlocks> segments;
    private final ConcurrentMap<Fingerprint, BlockLocation> locations = new ConcurrentHashMap<>();

    HotBlocks(long maxBytes) {
        segments = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .<SegmentId, SegmentBlocks>weigher((id, blocks) -> weight(blocks))
                .evictionListener(this::evicted)
                .executor(Runnable::run)
                .build();
    }

    private static int weight(SegmentBlocks blocks) {
        return BYTES_PER_SEGMENT + blocks.slotCount() * BYTES_PER_BLOCK;
    }

    @Nullable
    BlockLocation find(Fingerprint fingerprint) {
        return locations.get(fingerprint);
    }

    /** Remembers the slots of a segment that may be referenced, or that it was used again. */
    void use(SegmentId segment, SegmentHeader header) {
        if (segments.getIfPresent(segment) != null) {
            return;
        }
        // The segment's entry is the lock for its blocks: eviction and forgetting run under it too.
        segments.asMap().computeIfAbsent(segment, id -> {
            SegmentBlocks blocks = header.blocks();
            for (int slot = 0; slot < blocks.slotCount(); slot++) {
                if (header.isReferable(slot)) {
                    locations.put(blocks.fingerprint(slot), new BlockLocation(id, slot));
                }
            }
            return blocks;
        });
    }

    /** One block is not where it was; its segment may still be of use. */
    void forget(Fingerprint fingerprint, BlockLocation location) {
        locations.remove(fingerprint, location);
    }

    void forget(SegmentId segment) {
        segments.asMap().computeIfPresent(segment, (id, blocks) -> {
            remove(id, blocks);
            return null;
        });
    }

    private void evicted(@Nullable SegmentId segment, @Nullable SegmentBlocks blocks, RemovalCause cause) {
        if (segment != null && blocks != null) {
            remove(segment, blocks);
        }
    }

    private void remove(SegmentId segment, SegmentBlocks blocks) {
        for (int slot = 0; slot < blocks.slotCount(); slot++) {
            locations.remove(blocks.fingerprint(slot), new BlockLocation(segment, slot));
        }
    }

    /** Blocks that it knows now. */
    int size() {
        return locations.size();
    }
}
