package io.casgate.dedup.read;

import io.casgate.dedup.SegmentId;
import io.casgate.dedup.store.PackSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what to ask for before it is needed. Pieces become slices, each with the {@link Fetch} that brings its bytes:
 * long runs are cut into several queries, runs of a segment that follow each other share one, also when runs of other
 * segments lie between them, and a run whose packs are still in
 * the window, or were a moment ago, shares theirs. The plain bytes that all fetches may bring stay within the window.
 * Used by one thread.
 */
final class ReadAhead {
    /** Holes and literals cost no window, but each is an object. */
    private static final int MAX_SLICES = 1024;

    private final Pieces pieces;
    private final PackSource source;
    private final ReadWindows windows;

    private final Deque<Slice> slices = new ArrayDeque<>();
    private final Map<SegmentId, List<Fetch>> fetches = new HashMap<>();
    private final Deque<Fetch> idle = new ArrayDeque<>();
    private int windowUsed;
    private int idleBytes;

    // Where planning is: the rest of a long run, the fetches that may still grow, and where runs ended.
    private Piece.@Nullable Stored rest;
    private final Map<SegmentId, Fetch> growing = new LinkedHashMap<>();
    private final RecentSegments<Integer> ends = new RecentSegments<>();

    ReadAhead(Pieces pieces, PackSource source, ReadWindows windows) {
        this.pieces = pieces;
        this.source = source;
        this.windows = windows;
    }

    /** A piece, or part of it, and who brings its bytes when they are stored. */
    record Slice(Piece piece, @Nullable Fetch fetch) {}

    /** The slice to deliver next, or null at the end. Fills the window first, waiting for nothing but what is needed. */
    @Nullable
    Slice head() {
        fill();
        return slices.peek();
    }

    /** Drops the slice at the head, which was delivered. */
    void advance() {
        Fetch fetch = slices.remove().fetch();
        if (fetch != null && fetch.release()) {
            idle.add(fetch);
            idleBytes += fetch.cost();
            while (idleBytes > windows.windowBytes() / 4) {
                forgetEldest();
            }
        }
    }

    /** Adds slices in strides of a query at least, so that a slowly draining window does not ask for single packs. */
    private void fill() {
        while (hasMore() && slices.size() < MAX_SLICES && (slices.isEmpty() || (hasRoom() && isReady()))) {
            add(nextPiece());
        }
        send();
    }

    private boolean hasMore() {
        return rest != null || pieces.hasNext();
    }

    private boolean isReady() {
        return rest != null || pieces.isReady();
    }

    private boolean hasRoom() {
        while (windowUsed + windows.queryBytes() > windows.windowBytes() && !idle.isEmpty()) {
            forgetEldest();
        }
        return windowUsed + windows.queryBytes() <= windows.windowBytes();
    }

    private Piece nextPiece() {
        Piece piece = rest == null ? pieces.next() : rest;
        rest = null;
        int query = windows.queryBytes();
        if (piece instanceof Piece.Stored(SegmentId segment, int from, int to) && to - from > query) {
            int middle = from + query;
            rest = new Piece.Stored(segment, middle, to);
            return new Piece.Stored(segment, from, middle);
        }
        return piece;
    }

    private void add(Piece piece) {
        if (piece instanceof Piece.Stored stored) {
            Fetch fetch = fetchFor(stored);
            fetch.retain();
            slices.add(new Slice(stored, fetch));
            ends.put(stored.segment(), stored.to());
        } else {
            slices.add(new Slice(piece, null));
        }
    }

    private Fetch fetchFor(Piece.Stored stored) {
        Fetch known = known(stored);
        if (known != null) {
            return known;
        }
        Fetch open = growing.get(stored.segment());
        if (open != null && isNext(open, stored)) {
            windowUsed += stored.to() - open.to();
            open.extend(stored.to());
            return open;
        }
        if (open != null) {
            open.send();
        }
        Fetch added = new Fetch(source, stored.segment(), begin(stored), stored.to());
        growing.put(stored.segment(), added);
        fetches.computeIfAbsent(stored.segment(), _ -> new ArrayList<>(1)).add(added);
        windowUsed += added.cost();
        return added;
    }

    private @Nullable Fetch known(Piece.Stored stored) {
        for (Fetch fetch : fetches.getOrDefault(stored.segment(), List.of())) {
            if (fetch.covers(stored.from(), stored.to())) {
                if (fetch.isIdle()) {
                    idle.remove(fetch);
                    idleBytes -= fetch.cost();
                }
                return fetch;
            }
        }
        return null;
    }

    /** Whether {@code stored} lies a little after what {@code fetch} brings, so that one query may bring both. */
    private boolean isNext(Fetch fetch, Piece.Stored stored) {
        return stored.from() >= fetch.to()
                && stored.from() - fetch.to() <= Fetch.REACH_BACK
                && stored.to() - fetch.to() + fetch.cost() <= windows.queryBytes();
    }

    /**
     * Where the first pack that {@code stored} needs may begin. The pack that holds the last byte of the segment's run
     * before is at hand when this one's turn comes, so that a run which goes on needs only what begins after that.
     */
    private int begin(Piece.Stored stored) {
        int begin = Math.max(0, stored.from() - Fetch.REACH_BACK);
        Integer end = ends.get(stored.segment());
        return end != null && end <= stored.from() ? Math.max(begin, end) : begin;
    }

    /** Sends what was planned, which will not grow any more, in the order in which it is needed. */
    private void send() {
        growing.values().forEach(Fetch::send);
        growing.clear();
    }

    private void forgetEldest() {
        Fetch eldest = idle.remove();
        idleBytes -= eldest.cost();
        windowUsed -= eldest.cost();
        List<Fetch> ofSegment = fetches.getOrDefault(eldest.segment(), List.of());
        if (ofSegment.size() > 1) {
            ofSegment.remove(eldest);
        } else {
            fetches.remove(eldest.segment());
        }
    }
}
