package io.casgate.dedup.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.casgate.dedup.DedupMetrics;
import io.casgate.dedup.SegmentId;
import io.casgate.dedup.segment.Pack;
import io.casgate.dedup.store.PackSource;
import io.casgate.dedup.store.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps packs that are read again and again, as they are stored, outside the heap. They are kept by the 64 KiB of their
 * segment in which they begin, together with which of these positions were asked for, so that it is also known that no
 * other pack begins there. What is asked for once is not even copied: the second time within eight times as much as there
 * is room for counts. After that Caffeine decides, by frequency: a scan, once or twice, does not drive out what is hot.
 *
 * <p>Nothing is believed because it was here: readers verify packs as ever, and when they ask further away than the
 * nearest replica, because one is damaged or missing, what was kept of these positions is forgotten. Packs that were
 * reclaimed in the meantime do no harm, as a position never gets other bytes. Safe for use by any number of threads.
 */
final class PackCache implements PackSource {
    private static final int WINDOW = Pack.MAX_BYTES;
    private static final int REMEMBERED = 8;

    private final PackSource source;
    private final DedupMetrics metrics;
    private final PackMemory memory;
    private final Cache<Place, KeptPacks> kept;

    /** Hashes of places that were asked for lately, each where its lowest bits say, until another one comes there. */
    private final AtomicLongArray seen;

    /**
     * @param source asked for what is not here
     * @param bytes of memory for packs; less than 4 MiB is none
     */
    PackCache(PackSource source, long bytes, DedupMetrics metrics) {
        this.source = source;
        this.metrics = metrics;
        memory = new PackMemory(bytes);
        seen = new AtomicLongArray(Math.max(1, Math.toIntExact(REMEMBERED * memory.bytes() / WINDOW)));
        kept = Caffeine.newBuilder()
                // A sixteenth is for what comes in before something else was driven out.
                .maximumWeight(memory.pages() - memory.pages() / 16)
                .<Place, KeptPacks>weigher((place, packs) -> packs.pages())
                .removalListener(PackCache::removed)
                .executor(Runnable::run)
                .build();
    }

    private static void removed(@Nullable Place place, @Nullable KeptPacks packs, RemovalCause cause) {
        if (packs != null) {
            packs.drop();
        }
    }

    /** The positions of a segment from {@code window} times 64 KiB on. */
    private record Place(SegmentId segment, int window) {
        static Place of(SegmentId segment, int position) {
            return new Place(segment, position / WINDOW);
        }

        /** Segment ids are random already. */
        long hash() {
            return segment.value().getLeastSignificantBits() + window * 0x9E3779B97F4A7C15L;
        }
    }

    @Override
    public CompletionStage<List<StoredPack>> packs(SegmentId segment, int from, int to, Reach reach) {
        if (reach != Reach.LOCAL_ONE) {
            forget(segment, from, to);
            return source.packs(segment, from, to, reach);
        }
        List<CompletableFuture<List<StoredPack>>> parts = new ArrayList<>();
        int missing = from;
        for (int at = from; at < to; at = end(at, to)) {
            List<StoredPack> here = find(segment, at, end(at, to));
            if (here != null) {
                if (missing < at) {
                    parts.add(ask(segment, missing, at));
                }
                parts.add(CompletableFuture.completedFuture(here));
                missing = end(at, to);
            }
        }
        if (missing < to) {
            parts.add(ask(segment, missing, to));
        }
        return joined(parts);
    }

    /** Where the window of position {@code at} ends, or {@code to} if that is before. */
    private static int end(int at, int to) {
        return Math.min(to, (at / WINDOW + 1) * WINDOW);
    }

    private @Nullable List<StoredPack> find(SegmentId segment, int from, int to) {
        KeptPacks here = kept.getIfPresent(Place.of(segment, from));
        List<StoredPack> packs = here == null ? null : here.read(from, to);
        if (packs != null) {
            metrics.cachedPacks.add(packs.size());
        }
        return packs;
    }

    private CompletableFuture<List<StoredPack>> ask(SegmentId segment, int from, int to) {
        return source.packs(segment, from, to, Reach.LOCAL_ONE)
                .thenApply(packs -> {
                    keep(segment, from, to, packs);
                    return packs;
                })
                .toCompletableFuture();
    }

    /** One after the other: each has higher positions than those before. */
    private static CompletionStage<List<StoredPack>> joined(List<CompletableFuture<List<StoredPack>>> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> parts.stream()
                        .flatMap(part -> part.resultNow().stream())
                        .toList());
    }

    private void keep(SegmentId segment, int from, int to, List<StoredPack> packs) {
        int next = 0;
        for (int at = from; at < to; at = end(at, to)) {
            int first = next;
            while (next < packs.size() && packs.get(next).position() < end(at, to)) {
                next++;
            }
            Place place = Place.of(segment, at);
            if (wasSeen(place)) {
                KeptPacks added = KeptPacks.of(memory, at, end(at, to), packs.subList(first, next));
                if (added != null) {
                    kept.asMap().merge(place, added, PackCache::wider);
                }
            }
        }
    }

    private boolean wasSeen(Place place) {
        long hash = place.hash();
        return seen.getAndSet((int) Long.remainderUnsigned(hash, seen.length()), hash) == hash;
    }

    /** The one that is not chosen gives its memory back: here if it was never in the cache, else when it is replaced. */
    private static KeptPacks wider(KeptPacks old, KeptPacks added) {
        if (old.covers(added)) {
            added.drop();
            return old;
        }
        return added;
    }

    private void forget(SegmentId segment, int from, int to) {
        for (int at = from; at < to; at = end(at, to)) {
            kept.invalidate(Place.of(segment, at));
        }
    }
}
