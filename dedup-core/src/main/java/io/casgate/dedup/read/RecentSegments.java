package io.casgate.dedup.read;

import io.casgate.dedup.SegmentId;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known about the few segments that were used last. A body that is a little different from an older one has
 * runs of the older one's segments and of its own in turns; these are the segments that it goes on with.
 */
final class RecentSegments<V> extends LinkedHashMap<SegmentId, V> {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int COUNT = 4;

    RecentSegments() {
        super(8, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<SegmentId, V> eldest) {
        return size() > COUNT;
    }
}
