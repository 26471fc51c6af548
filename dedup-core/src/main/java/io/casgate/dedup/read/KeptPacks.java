package io.casgate.dedup.read;

import io.casgate.dedup.store.PackSource.StoredPack;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies, in {@link PackMemory}, of all packs of a segment that begin from one position to before another. Its lock is
 * held while bytes are copied, so that pages are not used for something else meanwhile. Safe for use by any number of
 * threads.
 */
final class KeptPacks {
    private final PackMemory memory;
    private final int from;
    private final int to;
    private final List<Copy> copies;
    private boolean dropped;

    private record Copy(int position, PackMemory.Stored stored) {}

    private KeptPacks(PackMemory memory, int from, int to, List<Copy> copies) {
        this.memory = memory;
        this.from = from;
        this.to = to;
        this.copies = copies;
    }

    /** Copies {@code packs}, which are all that begin in {@code [from, to)}; null when there is no room for them. */
    static @Nullable KeptPacks of(PackMemory memory, int from, int to, List<StoredPack> packs) {
        List<Copy> copies = new ArrayList<>(packs.size());
        KeptPacks kept = new KeptPacks(memory, from, to, copies);
        for (StoredPack pack : packs) {
            PackMemory.Stored stored = memory.store(pack.bytes());
            if (stored == null) {
                kept.drop();
                return null;
            }
            copies.add(new Copy(pack.position(), stored));
        }
        return kept;
    }

    /** Pages that it takes, counting what it needs beside them as one. */
    int pages() {
        return 1 + copies.stream().mapToInt(copy -> copy.stored().pages()).sum();
    }

    boolean covers(int first, int end) {
        return from <= first && end <= to;
    }

    boolean covers(KeptPacks other) {
        return covers(other.from, other.to);
    }

    /** The packs that begin in {@code [first, end)}; null when that is more than it knows of, or after {@link #drop}. */
    synchronized @Nullable List<StoredPack> read(int first, int end) {
        if (dropped || !covers(first, end)) {
            return null;
        }
        List<StoredPack> packs = new ArrayList<>(copies.size());
        for (Copy copy : copies) {
            if (first <= copy.position() && copy.position() < end) {
                packs.add(new StoredPack(copy.position(), memory.load(copy.stored())));
            }
        }
        return packs;
    }

    /** Gives the memory back. */
    synchronized void drop() {
        if (!dropped) {
            dropped = true;
            copies.forEach(copy -> memory.free(copy.stored()));
        }
    }
}
