package io.casgate.dedup.write;

import io.casgate.dedup.Fingerprint;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.segment.SegmentBlocks;
import io.casgate.dedup.segment.SegmentHeader;
import io.casgate.dedup.store.BlockLocation;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of the few segments that one body came upon last. {@link HotBlocks} may refuse a segment that it never saw
 * before in favour of busier ones; the body that came upon it needs it all the same. Safe for use by several threads.
 */
final class RecentSegments {
    private final int limit;
    private final Queue<Recent> recent = new ArrayDeque<>();
    private final Map<Fingerprint, BlockLocation> locations = new HashMap<>();

    private record Recent(SegmentId id, SegmentBlocks blocks) {}

    RecentSegments(int limit) {
        this.limit = limit;
    }

    synchronized @Nullable BlockLocation find(Fingerprint fingerprint) {
        return locations.get(fingerprint);
    }

    /** Remembers the slots that may be referenced, and forgets the oldest segment when there are too many. */
    synchronized void add(SegmentId segment, SegmentHeader header) {
        SegmentBlocks blocks = header.blocks();
        for (int slot = 0; slot < blocks.slotCount(); slot++) {
            if (header.isReferable(slot)) {
                locations.put(blocks.fingerprint(slot), new BlockLocation(segment, slot));
            }
        }
        recent.add(new Recent(segment, blocks));
        if (recent.size() > limit) {
            remove(recent.remove());
        }
    }

    synchronized void forget(Fingerprint fingerprint, BlockLocation location) {
        locations.remove(fingerprint, location);
    }

    private void remove(Recent oldest) {
        for (int slot = 0; slot < oldest.blocks().slotCount(); slot++) {
            locations.remove(oldest.blocks().fingerprint(slot), new BlockLocation(oldest.id(), slot));
        }
    }
}
